import { checkStep, type Checked } from '../../src/steps/check-step.ts';
import { seedStep } from '../../src/steps/seed-step.ts';
import { streamStep } from '../../src/steps/stream-step.ts';
import { tablesStep } from '../../src/steps/tables-step.ts';
import type { Report } from '../../src/report/report.generated.ts';
import type { RunContext, RunOptions } from '../../src/run-context.ts';
import { runContext } from '../helpers/runs.ts';
import { scenario, type ModelSketch } from '../helpers/scenarios.ts';

type Json = Record<string, unknown>;

const optionsFor = (url: string): RunOptions => ({
  url,
  urlReason: 'a test',
  label: undefined,
  operationsPerLane: undefined,
});

/** The single steps of one model on one database, each with a scenario of its own. */
export class Steps {
  readonly url: string;
  private readonly written: Json;
  private readonly model: ModelSketch | undefined;

  constructor(url: string, written: Json, model?: ModelSketch) {
    this.url = url;
    this.written = written;
    this.model = model;
  }

  async initDb(): Promise<'made' | 'stood'> {
    return tablesStep(await this.loaded({}), optionsFor(this.url), runContext(), 'init');
  }

  async reset(force = false): Promise<void> {
    await tablesStep(await this.loaded({}), optionsFor(this.url), runContext(), force ? 'forceReset' : 'reset');
  }

  async seed(changes: Json = {}, context: Partial<RunContext> = {}): Promise<number> {
    return (await seedStep(await this.loaded(changes), optionsFor(this.url), runContext(context))).rows;
  }

  async stream(changes: Json = {}, context: Partial<RunContext> = {}): Promise<{ report: Report; exitCode: number }> {
    return streamStep(await this.loaded(changes), optionsFor(this.url), runContext(context));
  }

  async check(changes: Json = {}): Promise<Checked> {
    return checkStep(await this.loaded(changes), optionsFor(this.url), runContext());
  }

  private async loaded(changes: Json): ReturnType<typeof scenario> {
    return scenario({ ...this.written, ...changes }, this.model);
  }
}
