import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workload } from '../../../src/plan/workload.ts';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { canaries, type Naming } from './canaries.ts';
import { fewRowsFound, modelsFound } from './counterexamples.ts';
import { expectCanary, namings } from './expect-canary.ts';
import { forFewRows } from './few-rows.ts';

const models = 60;

for (const [name, make] of Object.entries(canaries)) {
  test(`a canary is found and named, and nothing else is: ${name}`, () => {
    const made = Object.fromEntries(namings.map(naming => [naming, 0])) as Record<Naming, number>;
    const expect = (workload: Workload, from: unknown): void => {
      for (const naming of expectCanary({ name, make }, workload, from)) made[naming] += 1;
    };
    forAnyWorkload(models, expect, modelsFound[name]);
    for (const naming of namings) assert.ok(made[naming] >= models / 12, `${made[naming]} canaries for ${naming}`);
  });

  test(`a canary among few rows with few values is found and named, and nothing else is: ${name}`, () => {
    forFewRows(models, fewRowsFound[name] ?? [], (workload, made) => expectCanary({ name, make }, workload, made));
  });
}
