import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workload } from '../../../src/plan/workload.ts';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { canaries, type Naming } from './canaries.ts';
import { fewRowsFound, modelsFound } from './counterexamples.ts';
import { expectCanary, namings } from './expect-canary.ts';
import { forFewRows } from './few-rows.ts';

const models = 60;

/** A slot is no connector and has one channel; what goes back can be told by its position alone. */
const noneOf: Readonly<Record<string, readonly string[]>> = {
  'lost, and told after a restart among 50 sent again': ['reference', 'plain'],
  '50 sent again after a restart, by partition': ['reference'],
  'after a restart, one row of a partition goes back': ['reference', 'plain'],
  'after a restart, what is new comes twice': ['reference', 'plain'],
};

for (const [name, make] of Object.entries(canaries)) {
  test(`a canary is found and named, and nothing else is: ${name}`, () => {
    const made = Object.fromEntries(namings.map(naming => [naming, 0])) as Record<Naming, number>;
    const expect = (workload: Workload, from: unknown): void => {
      for (const naming of expectCanary({ name, make }, workload, from)) made[naming] += 1;
    };
    forAnyWorkload(models, expect, modelsFound[name]);
    for (const [naming, count] of Object.entries(made)) {
      const isAsked = !(noneOf[name] ?? []).includes(naming);
      assert.ok(isAsked ? count >= models / 12 : count === 0, `${count} canaries for ${naming}`);
    }
  });

  test(`a canary among few rows with few values is found and named, and nothing else is: ${name}`, () => {
    forFewRows(models, fewRowsFound[name] ?? [], (workload, made) => expectCanary({ name, make }, workload, made));
  });
}
