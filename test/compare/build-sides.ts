import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { compareReports, type CompareOptions } from '../../src/compare/compare-reports.ts';
import type { Comparison, Metric } from '../../src/compare/comparison.generated.ts';
import { settingsOf } from '../../src/compare/settings-of.ts';
import type { SideInput } from '../../src/compare/side-input.ts';
import type { EventCapture, Report } from '../../src/report/report.generated.ts';
import { TimeHistogram } from '../../src/observe/histogram.ts';
import { buildCapture as buildCleanCapture } from '../fixtures/reports/build-capture.ts';
import { buildReport, type Overrides } from '../fixtures/reports/build-report.ts';

const schema = JSON.parse(await readFile('schema/comparison.schema.json', 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** A clean reference of ten changes whose lags are these, in milliseconds. */
export function buildCapture(
  overrides: Overrides<EventCapture> = {},
  lagsMs: readonly number[] = [1, 2, 3],
): EventCapture {
  const lagMs = { ...distributionOf(lagsMs), censored: 0, negative: 0 };
  const reference = { kind: 'slot', connector: null, expected: 10, matched: 10, lagMs, drainMs: 20 } as const;
  return { ...buildCleanCapture(reference), ...overrides } as EventCapture;
}

export function distributionOf(valuesMs: readonly number[]): Report['streamPhase']['latencyMs'] {
  const histogram = new TimeHistogram();
  for (const value of valuesMs) histogram.record(value * 1_000);
  return histogram.percentiles();
}

/** A side with a run for each report. */
export function sideOf(name: string, reports: readonly Overrides<Report>[], capture?: string): SideInput {
  const runs = reports.map((overrides, run) => ({ file: `${name}-${run}.json`, report: buildReport(overrides) }));
  return { name, capture, runs };
}

/** Compares, and holds the result against its JSON Schema. */
export function compared(base: SideInput, candidate: SideInput, options: Partial<CompareOptions> = {}): Comparison {
  const sides = { base, candidate };
  const comparison = compareReports(sides, {
    allowDifferent: false,
    settings: settingsOf(sides, {}),
    comparedAtMs: Date.parse('2026-11-25T12:00:00Z'),
    tool: { name: 'alimentador', version: '0.1.0' },
    ...options,
  });
  if (!validate(structuredClone(comparison))) throw new Error(JSON.stringify(validate.errors));
  return comparison;
}

export function metricOf({ metrics }: Comparison, id: string): Metric {
  const found = metrics.find(metric => metric.id === id);
  if (found === undefined) throw new Error(`there is no metric ${id}: ${metrics.map(metric => metric.id).join(', ')}`);
  return found;
}

/** A run with these throughput and latencies. */
export function runWith(achieved: number, latencyMs = 2): Overrides<Report> {
  const latencies = distributionOf(Array.from({ length: 200 }, () => latencyMs));
  return { streamPhase: { achieved, latencyMs: latencies } };
}
