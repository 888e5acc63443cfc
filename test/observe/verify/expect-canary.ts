import assert from 'node:assert/strict';
import { hashName, mix32 } from '../../../src/plan/random.ts';
import type { Workload } from '../../../src/plan/workload.ts';
import type { MakeCanary, Naming } from './canaries.ts';
import { referenceSettings, settingsOf, tell } from './feed.ts';
import { findingsOf, runWorkload } from './run-workload.ts';

export const namings: readonly Naming[] = ['reference', 'named', 'alone', 'plain'];

/** How a capture's stream is made faulty. */
export interface Fault {
  readonly name: string;
  readonly make: MakeCanary;
}

/**
 * Makes a run's stream faulty and asserts that the fault is found and named, and nothing else, in each way in which a capture
 * can tell changes apart. @returns the ways for which the run had a change for the fault
 */
export function expectCanary(fault: Fault, workload: Workload, made: unknown): Naming[] {
  const seed = mix32(hashName(JSON.stringify(made) + fault.name));
  const shape = { full: seed % 3 === 0, share: seed % 2 === 0 ? 0 : 15 };
  expectIn(runWorkload(workload, seed, { ...shape, overlaps: true }), fault);
  return expectIn(runWorkload(workload, seed, shape), fault);
}

function expectIn(run: ReturnType<typeof runWorkload>, { make }: Fault): Naming[] {
  const whole = run.emitted.map(({ change }) => change);
  return namings.filter(naming => {
    const canary = make(run.emitted, naming, run.chance);
    if (canary === undefined) return false;
    const positions = naming === 'reference' ? 'commit' : naming === 'plain' ? 'none' : 'record';
    const settings = settingsOf('altered', { positions, isReference: naming === 'reference' });
    const hasReference = naming === 'named' || naming === 'plain';
    const captures = [
      ...(hasReference ? [{ settings: referenceSettings, seen: whole }] : []),
      { settings, seen: canary.seen },
    ];
    const { altered, reference } = tell({ ...run, captures });
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
    return true;
  });
}
