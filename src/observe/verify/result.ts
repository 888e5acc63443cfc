import type { Capture } from './capture.ts';
import { countedKinds, type CaptureResult, type TableCounts } from './capture-result.ts';
import type { DrainState } from './drain.ts';
import { missingOf } from './finish-capture.ts';

/** Sums up one capture whose changes are all judged. */
export function resultOf(
  capture: Capture,
  reference: Capture | undefined,
  drained: { state: DrainState; beganUs: number },
): CaptureResult {
  const { findings, lag, shared, voidReason } = capture;
  const byTable: Record<string, TableCounts> = {};
  for (const { table } of shared.workload.tables) byTable[table.name] = tableCounts(capture, table.index);
  const totals = sum(Object.values(byTable));
  const status = statusOf(capture, drained.state);
  return {
    status,
    voidReason: voidReason ?? null,
    attributedTo: status === 'findings' ? attribution(capture, reference) : null,
    ...totals,
    foreign: findings.foreign,
    undecodable: findings.undecodable,
    lagMs: lag.result(totals.missing),
    drainMs: lag.lastMatchUs === undefined ? null : Math.max(0, lag.lastMatchUs - drained.beganUs) / 1_000,
    byTable,
    examples: findings.examples,
    series: lag.series.finish(),
  };
}

/** What is certain goes before what may still come: only changes that are missing and nothing else leave it open. */
function statusOf(capture: Capture, drained: DrainState): CaptureResult['status'] {
  if (capture.voidReason !== undefined) return 'void';
  if (hasCertainFindings(capture)) return 'findings';
  const { tables } = capture.shared.workload;
  if (tables.every(({ table }) => missingOf(capture, table.index) === 0)) return 'clean';
  return drained === 'drained' ? 'findings' : 'notDrained';
}

function hasCertainFindings(capture: Capture): boolean {
  const { findings, settings } = capture;
  const kinds = ['outOfOrder', 'mismatched', 'unexpected', 'stale'] as const;
  const isTwice = settings.delivery === 'exactly-once' && capture.total('duplicated') > 0;
  return isTwice || findings.undecodable > 0 || kinds.some(kind => capture.total(kind) > 0);
}

function attribution(capture: Capture, reference: Capture | undefined): CaptureResult['attributedTo'] {
  if (reference === undefined || reference.voidReason !== undefined) return null;
  if (capture === reference) return 'server or harness';
  return statusOf(reference, 'drained') === 'clean' ? 'connector' : 'server or harness';
}

function tableCounts(capture: Capture, table: number): TableCounts {
  const counted = countedKinds.map(kind => [kind, capture.findings.of(kind, table)] as const);
  const counts = Object.fromEntries(counted) as Omit<TableCounts, 'expected' | 'missing'>;
  return { ...counts, expected: capture.expected(table), missing: missingOf(capture, table) };
}

function sum(counts: readonly TableCounts[]): TableCounts {
  const kinds = [...countedKinds, 'expected', 'missing'] as const;
  return Object.fromEntries(
    kinds.map(kind => [kind, counts.reduce((total, each) => total + each[kind], 0)]),
  ) as TableCounts;
}
