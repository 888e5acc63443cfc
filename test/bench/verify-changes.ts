import { Verifier } from '../../src/observe/verify/verifier.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { planOperations } from '../../src/plan/plan.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { referenceSettings, settingsOf } from '../observe/verify/feed.ts';
import { Server, startLsn, startUs } from '../observe/verify/server-stream.ts';

// Changes of the hospital verified in a second of processor time, the plan replayed beside them, and the plan alone.
const overrides = [{ path: ['streamPhase', 'duration'], value: '400000s', source: 'the benchmark' }];
const options = { environment: {}, overrides, allowLong: true };
const { scenario, model } = await loadScenario(packageFile('scenarios/volume-5min.yaml'), options);
const workload = makeWorkload(scenario, model);
const operations = [...planOperations(workload)];
const server = new Server(workload, { full: false });
server.seed();
for (const operation of operations) server.commit(operation);
const changes = server.emitted.map(({ change }) => change);
const sent = workload.tables.map(() => 0);
for (const { lane } of operations) sent[lane] = (sent[lane] ?? 0) + 1;

function secondsOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

const planSeconds = secondsOf(() => {
  for (const operation of planOperations(workload)) if (operation.number < 0) throw new Error('no such number');
});
console.log(JSON.stringify({ plan: Math.round(operations.length / planSeconds) }));

const named = settingsOf('named', { positions: 'record' });
for (const captures of [[referenceSettings], [referenceSettings, named], [settingsOf('plain')]]) {
  const start = (): { lsn: number; atUs: number } => ({ lsn: startLsn, atUs: startUs });
  const sentOf = (lane: number): number => sent[lane]!;
  const verifier = new Verifier({ workload, schema: 'public', sentOf, canonical: () => undefined, captures, start });
  const intakes = captures.map(({ name }) => verifier.intake(name));
  const seconds = secondsOf(() => {
    for (const change of changes) for (const intake of intakes) intake.change(change);
  });
  const results = verifier.finish(() => ({ state: 'drained', beganUs: startUs }));
  const all = changes.length * captures.length;
  console.log(
    JSON.stringify({
      captures: captures.map(({ name }) => `${name} ${results[name]!.status}`),
      changesPerSecond: Math.round(all / seconds),
      withoutPlan: Math.round(all / (seconds - planSeconds)),
      bytes: verifier.bytes,
    }),
  );
}
