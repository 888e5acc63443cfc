import assert from 'node:assert/strict';
import type { EventCapture, Report } from '../../src/report/report.generated.ts';
import { eventCapture } from '../helpers/captures.ts';

const kinds = [
  'missing',
  'duplicated',
  'redelivered',
  'outOfOrder',
  'mismatched',
  'unexpected',
  'indistinguishable',
  'coalesced',
  'stale',
  'foreign',
  'undecodable',
] as const;

/** The counts of a capture that are not zero: what was found. */
export function foundIn(capture: EventCapture): Record<string, number> {
  return Object.fromEntries(kinds.map(kind => [kind, capture[kind]] as const).filter(([, count]) => count > 0));
}

/** What a run's reference found, and no more; findings fail a run and nothing else is wrong with it. */
export function assertFound(
  { report, exitCode }: { report: Report; exitCode: number },
  found: Readonly<Record<string, number>>,
): void {
  const { status, expected, matched, mismatched, missing, attributedTo, ...counts } = eventCapture(report, 'reference');
  const all = { ...counts, mismatched, missing };
  const said = Object.fromEntries(kinds.map(kind => [kind, all[kind]] as const).filter(([, count]) => count > 0));
  assert.deepEqual(said, found, JSON.stringify(eventCapture(report, 'reference').examples, null, 2));
  assert.equal(expected, matched + mismatched + missing);
  assert.ok(expected > 0);
  const faults = Object.keys(found).filter(kind => kind !== 'redelivered');
  const isClean = faults.length === 0;
  assert.deepEqual(
    [status, attributedTo, report.verdict, exitCode],
    isClean ? ['clean', null, 'passed', 0] : ['findings', 'server or harness', 'failed', 1],
    JSON.stringify(report.reasons),
  );
  assert.equal(report.state.matches, true, 'the database itself is right');
  assert.deepEqual(report.errors, []);
  assert.equal(report.reasons.length, isClean ? 0 : 1, report.reasons.join('\n'));
  if (isClean) return;
  const words: Readonly<Record<string, string>> = { outOfOrder: 'out of order', stale: 'of an earlier run' };
  assert.match(report.reasons[0]!, /^capture reference: .* \(server or harness\)/);
  for (const kind of faults) {
    const text = `${new Intl.NumberFormat('en').format(found[kind]!)} ${words[kind] ?? kind}`;
    assert.ok(report.reasons[0]!.includes(text), `"${text}" is not in: ${report.reasons[0]}`);
  }
}
