import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { canaries, type Naming } from './canaries.ts';
import { expectCanary, namings } from './expect-canary.ts';

const models = 60;

for (const [name, make] of Object.entries(canaries)) {
  test(`a canary is found and named, and nothing else is: ${name}`, () => {
    const made = Object.fromEntries(namings.map(naming => [naming, 0])) as Record<Naming, number>;
    forAnyWorkload(models, (workload, written) => {
      for (const naming of expectCanary({ name, make }, workload, written)) made[naming] += 1;
    });
    for (const naming of namings) assert.ok(made[naming] >= models / 12, `${made[naming]} canaries for ${naming}`);
  });
}
