import { Verifier } from '../../../src/observe/verify/verifier.ts';
import type { CaptureResult } from '../../../src/observe/verify/capture-result.ts';
import type { CaptureSettings } from '../../../src/observe/verify/capture-settings.ts';
import type { CapturedChange } from '../../../src/observe/verify/captured-change.ts';
import type { Operation } from '../../../src/plan/operation.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import { startLsn, startUs, type Chance } from './server-stream.ts';

export function settingsOf(name: string, more: Partial<CaptureSettings> = {}): CaptureSettings {
  return {
    name,
    isReference: false,
    positions: 'none',
    seeded: 'changes',
    delivery: 'exactly-once',
    ignoresColumns: [],
    fullIdentity: [],
    resolutionUs: 1,
    ...more,
  };
}

export const referenceSettings = settingsOf('reference', { isReference: true, positions: 'commit' });

/** One step of what a capture sees. */
export type Seen =
  | CapturedChange
  | { readonly reconnectedAt: CapturedChange | undefined }
  /** The connector has ended, or is ready again. */
  | { readonly connector: 'restarting' | 'restarted' };

/** What happens in a run, as the verifier is told of it. */
export interface Told {
  readonly workload: Workload;
  readonly captures: readonly { settings: CaptureSettings; seen: readonly Seen[] }[];
  /** In the order in which they were sent. */
  readonly operations: readonly Operation[];
  readonly notCommitted: ReadonlyMap<number, string>;
  readonly chance: Chance;
}

export function newVerifier(
  workload: Workload,
  captures: readonly CaptureSettings[],
  sent: readonly number[],
): Verifier {
  return new Verifier({
    workload,
    schema: 'public',
    sentOf: lane => sent[lane]!,
    canonical: () => undefined,
    captures,
    rowsKept: 8,
    start: () => ({ lsn: startLsn, atUs: startUs }),
  });
}

/**
 * Tells a verifier everything in a random order that can happen: an operation counts as sent before a change of it comes, and
 * its outcome comes some time after it was sent; captures see things each at its own pace.
 */
export function tell({ workload, captures, operations, notCommitted, chance }: Told): Record<string, CaptureResult> {
  const { lanes } = workload.settings;
  const sent = Array.from({ length: lanes }, () => 0);
  const verifier = newVerifier(
    workload,
    captures.map(({ settings }) => settings),
    sent,
  );
  verifier.streamBegins(startUs);
  const intakes = captures.map(({ settings }) => verifier.intake(settings.name));
  const places = captures.map(() => 0);
  const outcomes: number[] = [];
  let next = 0;
  const send = (): void => {
    const { number, lane } = operations[next++]!;
    sent[lane] = Math.floor(number / lanes) + 1;
    if (notCommitted.has(number)) outcomes.push(number);
  };
  const tellOutcome = (): void => {
    const [number] = outcomes.splice(chance(outcomes.length), 1);
    verifier.notCommitted(number!, notCommitted.get(number!)!);
  };
  for (let left = captures.reduce((sum, { seen }) => sum + seen.length, 0); left > 0; left--) {
    while (next < operations.length && chance(3) === 0) send();
    while (outcomes.length > 0 && chance(4) === 0) tellOutcome();
    let capture = chance(captures.length);
    while (places[capture] === captures[capture]!.seen.length) capture = (capture + 1) % captures.length;
    const seen = captures[capture]!.seen[places[capture]!++]!;
    if ('reconnectedAt' in seen) {
      const position = seen.reconnectedAt?.position;
      intakes[capture]!.reconnected(
        position?.commitLsn === undefined ? undefined : { commitLsn: position.commitLsn, ordinal: position.ordinal! },
      );
      continue;
    }
    if ('connector' in seen) {
      intakes[capture]![seen.connector]();
      continue;
    }
    for (let left = (sentBefore.get(seen) ?? 0) - next; left > 0; left--) send();
    intakes[capture]!.change(seen);
  }
  while (next < operations.length) send();
  while (outcomes.length > 0) tellOutcome();
  return verifier.finish(() => ({ state: 'drained', beganUs: startUs }));
}

const sentBefore = new WeakMap<CapturedChange, number>();

/** Notes how many operations were sent when a change was written. */
export function noteSent(change: CapturedChange, operations: number): void {
  sentBefore.set(change, operations);
}

export function copyOf(change: CapturedChange, more: Partial<CapturedChange>): CapturedChange {
  const copy = { ...change, ...more };
  noteSent(copy, sentBefore.get(change) ?? 0);
  return copy;
}
