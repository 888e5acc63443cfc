import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, problemsOf, scenario } from './scenario-of.ts';

const paced = ['  interval: 2s', '  duration: 1m'];

test('captures have names of their own, and one slot is the reference', async () => {
  const text = scenario(...paced, 'captures:', '  - { name: a, kind: slot }', '  - { name: a, kind: slot }');
  assert.deepEqual(await problemsOf(text), [
    's.yaml:10:13 captures[1].name: "a" is the name of another capture',
    's.yaml:10:22 captures[1].kind: stands a second time: one slot is the reference',
  ]);
  assert.deepEqual(await problemsOf(scenario(...paced, 'guard: { maxRetainedWal: 99999999TiB }')), [
    's.yaml:8:26 guard.maxRetainedWal: is beyond 2^53 bytes',
  ]);
});

test('a fault is at a time or after arrivals, and faults of one connector are alike', async () => {
  const told = (faults: string): Promise<string[]> => {
    const start = `{ command: [a], ready: { slot: a }, faults: ${faults} }`;
    return problemsOf(
      scenario(...paced, `captures: [{ name: a, kind: http, connector: { config: ./a.json, start: ${start} } }]`),
    );
  };
  const key = 'captures[0].connector.start.faults';
  await assert.rejects(told('[{ arrived: 3, do: kill }, { arrived: 9, do: kill }]'), /the scenario is valid/);
  assert.match((await told('[{ do: kill }]')).join(), /faults\[0\]: needs exactly one of at and arrived/);
  assert.match(
    (await told('[{ at: 1s, arrived: 3, do: kill }]')).join(),
    /faults\[0\]: needs exactly one of at and arrived/,
  );
  assert.match((await told('[{ arrived: 0, do: kill }]')).join(), /faults\[0\]\.arrived/);
  const mixed = (await told('[{ at: 1s, do: kill }, { arrived: 3, do: kill }]')).join();
  assert.ok(mixed.includes(`${key}: are either all at a time or all after arrivals`), mixed);
});

test('defaults of captures, drain and guard are filled in', async () => {
  const { captures, drain, maxRetainedBytes } = (
    await load(scenario(...paced, 'captures: [{ name: a, kind: slot }]', 'drain: { quiet: 100ms }'))
  ).scenario;
  assert.deepEqual(captures, [
    {
      name: 'a',
      kind: 'slot',
      publication: undefined,
      seeded: 'changes',
      delivery: 'exactly-once',
      ignoresColumns: [],
    },
  ]);
  assert.deepEqual(drain, { quietUs: 100_000, idleUs: 10_000_000, maxUs: 300_000_000 });
  assert.equal(maxRetainedBytes, 2 ** 31);
});

test('where a connector is started or stopped what is left is waited for longer, unless the scenario says how long', async () => {
  const drainOf = async (start: string, ...more: string[]) => {
    const captures = `captures: [{ name: a, kind: http, connector: { config: ./a.json${start} } }]`;
    return (await load(scenario(...paced, captures, ...more))).scenario.drain;
  };
  const started = (faults: string): string => `, start: { command: [a], ready: { slot: a }${faults} }`;
  const stopped = started(', faults: [{ at: 1s, do: kill }]');
  assert.deepEqual(await drainOf(''), { quietUs: 2_000_000, idleUs: 10_000_000, maxUs: 300_000_000 });
  assert.deepEqual(await drainOf(started('')), { quietUs: 2_000_000, idleUs: 60_000_000, maxUs: 300_000_000 });
  assert.equal((await drainOf(started(''), 'drain: { max: 30s }')).idleUs, 15_000_000);
  assert.equal((await drainOf(started(''), 'drain: { max: 30s, idle: 40s }')).idleUs, 40_000_000);
  assert.deepEqual(await drainOf(stopped), { quietUs: 10_000_000, idleUs: 60_000_000, maxUs: 300_000_000 });
  assert.deepEqual(await drainOf(stopped, 'drain: { quiet: 1s, idle: 5s }'), {
    quietUs: 1_000_000,
    idleUs: 5_000_000,
    maxUs: 300_000_000,
  });
});
