import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashName, mix32 } from '../../../src/plan/random.ts';
import { forAnyWorkload } from '../../plan/workloads.ts';
import { canaries, type Naming } from './canaries.ts';
import { referenceSettings, settingsOf, tell } from './feed.ts';
import { findingsOf, runWorkload } from './run-workload.ts';

const namings: readonly Naming[] = ['reference', 'named', 'alone', 'plain'];
const models = 60;

for (const [fault, make] of Object.entries(canaries)) {
  test(`a canary is found and named, and nothing else is: ${fault}`, () => {
    const made = Object.fromEntries(namings.map(naming => [naming, 0])) as Record<Naming, number>;
    forAnyWorkload(models, (workload, written) => {
      const seed = mix32(hashName(JSON.stringify(written) + fault));
      const run = runWorkload(workload, seed, { full: seed % 3 === 0, share: seed % 2 === 0 ? 0 : 15 });
      const whole = run.emitted.map(({ change }) => change);
      for (const naming of namings) {
        const canary = make(run.emitted, naming, run.chance);
        if (canary === undefined) continue;
        made[naming] += 1;
        const positions = naming === 'reference' ? 'commit' : naming === 'plain' ? 'none' : 'record';
        const settings = settingsOf('altered', { positions, isReference: naming === 'reference' });
        const hasReference = naming === 'named' || naming === 'plain';
        const captures = [
          ...(hasReference ? [{ settings: referenceSettings, seen: whole }] : []),
          { settings, seen: canary.seen },
        ];
        const results = tell({ ...run, captures });
        const { altered, reference } = results;
        const said = `${naming}: ${JSON.stringify(altered!.examples)}`;
        assert.deepEqual(findingsOf(altered!), canary.found, said);
        const isFault = Object.keys(canary.found).some(kind => kind !== 'redelivered');
        assert.equal(altered!.status, isFault ? 'findings' : 'clean');
        const sum = altered!.matched + altered!.missing + altered!.mismatched + altered!.coalesced;
        assert.equal(sum, run.emitted.length);
        assert.equal(altered!.expected, run.emitted.length);
        if (reference !== undefined) {
          assert.deepEqual(findingsOf(reference), {});
          assert.equal(altered!.attributedTo, isFault ? 'connector' : null);
        }
      }
    });
    for (const naming of namings) assert.ok(made[naming] >= models / 12, `${made[naming]} canaries for ${naming}`);
  });
}
