import { test } from 'node:test';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { fewRowsFound } from './counterexamples.ts';
import { expectClean } from './expect-clean.ts';
import { expectSnapshot } from './expect-snapshot.ts';
import { forFewRows } from './few-rows.ts';

test('a perfect stream is clean, whatever the order of lanes, outcomes and captures', () => {
  forAnyWorkload(120, expectClean);
});

test('a perfect stream of few rows with few values is clean, whatever the order', () => {
  forFewRows(300, fewRowsFound['clean']!, expectClean);
});

test('a snapshot of rows that are changed meanwhile is clean, and what its reads stand for is counted', () => {
  forAnyWorkload(120, expectSnapshot);
  forFewRows(300, [], expectSnapshot);
});
