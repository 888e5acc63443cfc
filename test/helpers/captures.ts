import assert from 'node:assert/strict';
import type { EventCapture, Report } from '../../src/report/report.generated.ts';

/** What a capture of change events made of a run. */
export function eventCapture({ captures }: Report, name: string): EventCapture {
  const found = captures[name];
  assert.ok(found !== undefined && found.kind !== 'table', `no capture of events ${name}`);
  return found;
}
