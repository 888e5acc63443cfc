import { formatCount } from '../../shared/count.ts';
import { formatDurationMs } from '../../shared/duration.ts';
import type { Report } from '../report.generated.ts';
import type { Fact, FactLine } from './fact-lines.ts';
import { rateText } from './rate-text.ts';

type Operations = Report['streamPhase']['operations'];

/** Outcomes that are told only where they occurred; those that make a run fail or incomplete are shown as bad. */
const otherOutcomes: readonly (readonly [keyof Operations, string, 'bad' | undefined])[] = [
  ['rejected', 'rejected', 'bad'],
  ['noEffect', 'without effect', 'bad'],
  ['unknown', 'of unknown outcome', 'bad'],
  ['unfinished', 'unfinished', 'bad'],
  ['rejectedAsExpected', 'rejected as expected', undefined],
  ['settled', 'settled', undefined],
  ['retried', 'retried', undefined],
  ['noEffectByConsequence', 'without effect by consequence', undefined],
  ['substituted', 'substituted', undefined],
  ['skipped', 'skipped', undefined],
];

/** Seed phase or what went before, operations by outcome, rate and latency. */
export function streamFacts({ continues, seedPhase, streamPhase }: Report): Fact[] {
  return [
    continues === null ? seededFact(seedPhase) : beforeFact(continues),
    { label: 'Operations', lines: operationLines(streamPhase) },
    { label: 'Rate', lines: [{ text: rate(streamPhase) }] },
    { label: 'Latency', lines: [{ text: latency(streamPhase) }] },
  ];
}

function seededFact({ rows, durationMs, rowsPerSecond }: Report['seedPhase']): Fact {
  const speed = `${formatCount(Math.round(rowsPerSecond))} rows/s`;
  return {
    label: 'Seeded',
    lines: [{ text: `${formatCount(rows)} rows in ${formatDurationMs(durationMs)} (${speed})` }],
  };
}

function beforeFact({ streams, operations }: NonNullable<Report['continues']>): Fact {
  const before = `${formatCount(operations)} operations of ${formatCount(streams)} ${streams === 1 ? 'stream' : 'streams'}`;
  return { label: 'Goes on', lines: [{ text: streams === 0 ? 'behind the seed phase' : `behind ${before}` }] };
}

function operationLines({ operations, inserts, updates, deletes }: Report['streamPhase']): FactLine[] {
  const plan = operations.planned === null ? '' : ` of ${formatCount(operations.planned)} planned`;
  const others = otherOutcomes.flatMap(([key, name, tone]) => {
    const count = operations[key];
    return count === null || count === 0 ? [] : [{ text: `${formatCount(count)} ${name}`, tone }];
  });
  const kinds = [`INSERT ${formatCount(inserts)}`, `UPDATE ${formatCount(updates)}`];
  if (deletes > 0) kinds.push(`DELETE ${formatCount(deletes)}`);
  return [
    { text: `${formatCount(operations.committed)} committed${plan}` },
    ...others,
    { text: `rows: ${kinds.join(', ')}` },
  ];
}

function rate({ asked, achieved, operations, durationMs }: Report['streamPhase']): string {
  const wish = asked === null ? 'as fast as possible' : `asked ${rateText(asked)}/s`;
  if (operations.committed === 0) return `nothing was measured, ${wish}`;
  return `${rateText(achieved)}/s achieved, ${wish}, over ${formatDurationMs(durationMs)}`;
}

function latency({ latencyMs }: Report['streamPhase']): string {
  const named = (['p50', 'p95', 'p99', 'max'] as const).flatMap(name => {
    const value = latencyMs[name];
    return value === null ? [] : [`${name} ${formatDurationMs(value)}`];
  });
  return named.length === 0 ? 'nothing was measured' : named.join('  ');
}
