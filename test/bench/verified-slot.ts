// A slot read with full verification against the plan, against pg_recvlogical over the same content: what the hospital's stream
// left in a slot. The plan is replayed in each round, as the verification thread does.
import pg from 'pg';
import { Verifier } from '../../src/observe/verify/verifier.ts';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { liveRun } from '../helpers/live-run.ts';
import { type Figure } from './harness/figure.ts';
import { againstPgRecvlogical, endOfContent, type Content, type Reading } from './harness/slot-reading.ts';

const operations = 150_000;
const slot = 'bench_verified';
const overrides = [
  { path: ['streamPhase', 'operations'], value: operations, source: 'the bench' },
  { path: ['streamPhase', 'lanes'], value: 16, source: 'the bench' },
];

/** Measures on an embedded server of its own. */
export default async function verifiedSlotBench(): Promise<Figure[]> {
  const server = await startEmbeddedServer({ settings: { fsync: 'off', synchronous_commit: 'off' } });
  const url = `${server.url}?sslmode=disable`;
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const loaded = await loadScenario(packageFile('scenarios/stress.yaml'), {
      environment: {},
      overrides,
      allowLong: false,
    });
    const create = `SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`;
    const record = await liveRun(url, loaded, { beforeStream: () => client.query(create) });
    const content: Content = {
      name: 'the hospital, verified',
      slot,
      publication: 'alimentador_pub',
      changes: operations,
      endLsn: await endOfContent(client),
    };
    const sent = record.executed.operationsPerLane;
    const begin = (): Reading => verifying(makeWorkload(loaded.scenario, loaded.model), sent);
    const goal = 'at least 0.7 of its changes/s';
    const name = 'slot read, decoded and verified against the plan';
    return [await againstPgRecvlogical(client, url, content, { name, goal, rounds: 5, begin })];
  } finally {
    await client.end();
    await server.stop();
  }
}

function verifying(workload: ReturnType<typeof makeWorkload>, sent: readonly number[]): Reading {
  const settings = {
    name: 'reference',
    isReference: true,
    positions: 'commit',
    seeded: 'none',
    delivery: 'exactly-once',
    ignoresColumns: [],
    fullIdentity: [],
    resolutionUs: 1,
  } as const;
  const verifier = new Verifier({
    workload,
    schema: 'public',
    sentOf: lane => sent[lane]!,
    canonical: () => undefined,
    captures: [settings],
    start: () => ({ lsn: 0, atUs: 0 }),
  });
  const intake = verifier.intake('reference');
  return {
    onEvent: event => {
      if (event.kind === 'change') intake.change(event.change);
    },
    finish: () => {
      const { status, matched } = verifier.finish(() => ({ state: 'drained', beganUs: 0 }))['reference']!;
      if (status !== 'clean' || matched !== operations) throw new Error(`${status}, ${matched} matched`);
    },
  };
}
