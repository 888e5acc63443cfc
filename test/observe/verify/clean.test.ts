import { test } from 'node:test';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { expectClean } from './expect-clean.ts';

test('a perfect stream is clean, whatever the order of lanes, outcomes and captures', () => {
  forAnyWorkload(120, expectClean);
});
