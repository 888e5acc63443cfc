// The stream with the reference on, against the same stream while pg_recvlogical reads a slot of the same publication: what
// does verification take from the writers?
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import type { LoadedScenario } from '../../src/scenario/load-scenario.ts';
import { runOn } from '../helpers/runs.ts';
import { scenario } from '../helpers/scenarios.ts';
import { median, type Figure } from './harness/figure.ts';
import { pgRecvlogical, readingArguments } from './harness/pg-recvlogical.ts';

const rounds = 7;
const slot = 'bench_stream';
const publication = 'alimentador_pub';

/** @returns operations/s of the stream phase */
async function achieved(url: string, loaded: LoadedScenario): Promise<number> {
  const { report } = await runOn(url, loaded);
  const { captures, reasons, streamPhase } = report;
  if (report.verdict !== 'passed') throw new Error(reasons.join('; '));
  if (loaded.scenario.captures.length !== Object.keys(captures).length) throw new Error('a capture is missing');
  return streamPhase.achieved;
}

async function withTool(client: pg.Client, url: string, loaded: LoadedScenario): Promise<number> {
  await client.query(`SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')`);
  const reader = spawn(pgRecvlogical(), readingArguments(url, { slot, publication }), {
    env: { PGPASSWORD: new URL(url).password },
    stdio: ['ignore', 'ignore', 2],
  });
  try {
    await attached(client, reader);
    return await achieved(url, loaded);
  } finally {
    reader.kill('SIGINT');
    await once(reader, 'exit');
    await client.query(`SELECT pg_drop_replication_slot('${slot}')`);
  }
}

async function attached(client: pg.Client, reader: ChildProcess): Promise<void> {
  for (;;) {
    if (reader.exitCode !== null) throw new Error(`pg_recvlogical ended with ${reader.exitCode}`);
    const { rows } = await client.query<{ active: boolean }>(
      `SELECT active FROM pg_replication_slots WHERE slot_name = '${slot}'`,
    );
    if (rows[0]?.active === true) return;
  }
}

/** As servers run, where commits wait for the disk; and without that, where nothing but the processors is in the way. */
const servers = [
  { name: 'commits on disk', settings: {}, operations: 20_000 },
  { name: 'fsync off', settings: { fsync: 'off' }, operations: 60_000 },
];

/** Measures on embedded servers of its own. */
export default async function streamWithReferenceBench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const server of servers) figures.push(await figureOn(server));
  return figures;
}

async function figureOn({ name: how, settings, operations }: (typeof servers)[number]): Promise<Figure> {
  const server = await startEmbeddedServer({ settings });
  const url = `${server.url}?sslmode=disable`;
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const workload = {
      seedPhase: {},
      streamPhase: { operations, interval: '0ms', lanes: 16, connections: 8, pipeline: 16 },
    };
    const plain = await scenario(workload);
    const captures = [{ name: 'reference', kind: 'slot' }];
    const own = await scenario({ ...workload, captures, drain: { quiet: '100ms' } });
    // The first run makes the tables and their publication.
    await achieved(url, plain);
    const [ours, others]: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds; round++) {
      const perSecond = { us: 0, tool: 0 };
      for (const who of round % 2 === 0 ? (['us', 'tool'] as const) : (['tool', 'us'] as const)) {
        perSecond[who] = who === 'us' ? await achieved(url, own) : await withTool(client, url, plain);
      }
      if (round < 0) continue;
      ours.push(perSecond.us);
      others.push(perSecond.tool);
    }
    const ratio = median(ours.map((value, round) => value / others[round]!));
    const against = { name: 'the same, pg_recvlogical attached', value: median(others), ratio };
    const name = `closed-loop stream, the reference verifying, ${how}`;
    const goal = 'at least 0.95 of its operations/s';
    return { name, unit: 'operations/s', value: median(ours), rounds: ours, against, goal };
  } finally {
    await client.end();
    await server.stop();
  }
}
