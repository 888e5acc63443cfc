import assert from 'node:assert/strict';
import type { EventCapture, Report, TableCapture } from '../../src/report/report.generated.ts';

/** What a capture of change events made of a run. */
export function eventCapture({ captures }: Report, name: string): EventCapture {
  const found = captures[name];
  assert.ok(found !== undefined && found.kind !== 'table', `no capture of events ${name}`);
  return found;
}

/** What a replica made of a run. */
export function tableCapture({ captures }: Report, name: string): TableCapture {
  const found = captures[name];
  assert.ok(found?.kind === 'table', `no replica ${name}`);
  return found;
}

/** What matters of a capture's verdict, in one short line: CI's log cuts what is long. */
export function captureSummary(capture: EventCapture): string {
  const { status, voidReason, expected, matched, missing, duplicated, redelivered } = capture;
  const { mismatched, unexpected, outOfOrder } = capture;
  const counts = { expected, matched, missing, duplicated, redelivered, mismatched, unexpected, outOfOrder };
  const examples = capture.examples.slice(0, 3).map(({ kind, table, key, reason }) => ({ kind, table, key, reason }));
  return JSON.stringify({ status, voidReason, ...counts, examples });
}
