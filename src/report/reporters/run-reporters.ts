import type { Report } from '../report.generated.ts';
import { figureSpreads } from '../run-spread.ts';
import { renderHtml } from '../html/page.ts';
import { renderBenchmark, type MeasuredScenario } from './benchmark.ts';
import { renderGithubAnnotations } from './github-annotations.ts';
import type { JudgedSubject } from './judged-case.ts';
import { renderJunit } from './junit.ts';
import type { ReporterKind } from './reporter-files.ts';
import { runCases } from './run-cases.ts';
import { scenariosOf } from './scenarios-of.ts';
import { renderRunMarkdown } from './run-markdown.ts';

/** A run to be told of, with where its scenario asks what. */
export interface ToldRun {
  readonly report: Report;
  readonly placeOf?: JudgedSubject['placeOf'];
}

/** By kind: the runs of one command, in order, as the text of a file. JSON and HTML are of a single run. */
export const runReporters: Readonly<Record<ReporterKind, (runs: readonly ToldRun[]) => string>> = {
  json: runs => runs.map(({ report }) => `${JSON.stringify(report, null, 2)}\n`).join(''),
  html: runs => runs.map(({ report }) => renderHtml(report)).join(''),
  markdown: runs => runs.map(({ report }) => renderRunMarkdown(report, runCases(report))).join('\n'),
  junit: runs => renderJunit(subjectsOf(runs)),
  github: runs => renderGithubAnnotations(subjectsOf(runs)),
  benchmark: runs => renderBenchmark(measured(runs), 'smaller'),
  'benchmark-bigger': runs => renderBenchmark(measured(runs), 'bigger'),
};

/** Runs as what they judged; where a scenario ran more than once they are numbered. */
function subjectsOf(runs: readonly ToldRun[]): JudgedSubject[] {
  return scenariosOf(runs).flatMap(({ name, runs: its }) =>
    its.map(({ report, placeOf }, index) => {
      const { startedAt, durationMs, scenario } = report;
      const numbered = its.length === 1 ? name : `${name} (${index + 1})`;
      return { name: numbered, startedAt, durationMs, cases: runCases(report), file: scenario.file, placeOf };
    }),
  );
}

function measured(runs: readonly ToldRun[]): MeasuredScenario[] {
  return scenariosOf(runs).map(({ name, runs: its }) => ({
    name,
    spreads: figureSpreads(its.map(({ report }) => report)),
  }));
}
