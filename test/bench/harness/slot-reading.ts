// Reads what is in a replication slot, by pg_recvlogical and by the tool, each on a fresh copy of the slot.
import { spawn } from 'node:child_process';
import type pg from 'pg';
import { confirmedPosition } from '../../../src/capture/confirmed-position.ts';
import { whatCame } from '../../../src/capture/slot/came.ts';
import { createPgoutputDecoder } from '../../../src/capture/pgoutput/decoder.ts';
import type { PgoutputEvent } from '../../../src/capture/pgoutput/pgoutput-event.ts';
import { keepStreaming } from '../../../src/postgres/replication/kept-stream.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { lsnFromText } from '../../../src/shared/lsn.ts';
import { median, type Figure } from './figure.ts';
import { pgRecvlogical, readingArguments } from './pg-recvlogical.ts';

/** What is in a slot, from its position up to `endLsn`. */
export interface Content {
  readonly name: string;
  readonly slot: string;
  readonly publication: string;
  readonly changes: number;
  readonly endLsn: string;
}

/** One reading of a slot: what takes its events, and what is looked at when all have come. */
export interface Reading {
  readonly onEvent: (event: PgoutputEvent) => void;
  /** @throws when not everything came */
  readonly finish: () => void;
  /** Takes each message as it comes. */
  readonly keep?: (bytes: Buffer, lsn: number) => void;
}

const settings = { applicationName: 'alimentador bench', synchronousCommit: 'off', schema: 'public' };

/** Marks the end of what a slot holds. */
export async function endOfContent(client: pg.Client): Promise<string> {
  // Asynchronous commits reach the disk with the next synchronous one.
  await client.query('SET synchronous_commit = on');
  await client.query(`SELECT pg_logical_emit_message(true, 'end', '')`);
  await client.query('RESET synchronous_commit');
  const { rows } = await client.query<{ lsn: string }>('SELECT pg_current_wal_flush_lsn()::text AS lsn');
  return rows[0]!.lsn;
}

/** Runs `read` on a fresh copy of the slot. @returns seconds */
export async function timed(
  client: pg.Client,
  content: Content,
  read: (slot: string) => Promise<void>,
): Promise<number> {
  const copy = `${content.slot}_copy`;
  await client.query(`SELECT pg_copy_logical_replication_slot('${content.slot}', '${copy}')`);
  const startMs = performance.now();
  await read(copy);
  const seconds = (performance.now() - startMs) / 1_000;
  for (;;) {
    const { rows } = await client.query<{ active: boolean }>(
      `SELECT active FROM pg_replication_slots WHERE slot_name = '${copy}'`,
    );
    if (rows[0]?.active !== true) break;
  }
  await client.query(`SELECT pg_drop_replication_slot('${copy}')`);
  return seconds;
}

function readByTool(url: string, { publication, endLsn }: Content): (slot: string) => Promise<void> {
  const env = { PGPASSWORD: new URL(url).password };
  return slot =>
    new Promise((resolve, reject) => {
      const args = [...readingArguments(url, { slot, publication }), '--endpos', endLsn];
      const child = spawn(pgRecvlogical(), args, { env, stdio: ['ignore', 'ignore', 2] });
      child.once('error', reject);
      child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`pg_recvlogical ended with ${code}`))));
    });
}

/** Reads to the end, decodes and acknowledges. */
export function readByUs(url: string, content: Content, begin: () => Reading): (slot: string) => Promise<void> {
  const endLsn = lsnFromText(content.endLsn);
  return async slotName => {
    const { onEvent, finish, keep } = begin();
    const decode = createPgoutputDecoder();
    const position = confirmedPosition(0);
    let settle: (error?: Error) => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = error => (error === undefined ? resolve() : reject(error));
    });
    const stream = await keepStreaming(
      {
        url,
        settings,
        slotName,
        publication: content.publication,
        clock: systemClock,
        reconnectAfterMs: [],
        beforeReconnect: async () => undefined,
      },
      {
        onData: (bytes, start, end, lsn, receivedAtUs) => {
          keep?.(bytes.subarray(start, end), lsn);
          const came = whatCame(bytes, start, end);
          if (came !== undefined) position.came(came);
          const event = decode(bytes, start, end, { lsn, receivedAtUs });
          if (event === undefined) return;
          onEvent(event);
          if (event.kind === 'commit') position.acknowledged(event.commit.endLsn);
        },
        onKeepalive: walEnd => {
          position.reached(walEnd);
          if (walEnd >= endLsn) settle();
        },
        flushedLsn: () => position.lsn,
        onReconnect: reason => settle(new Error(reason)),
        onLost: settle,
      },
    );
    await done;
    await stream.close();
    finish();
  };
}

/** Reads the same content by both, in turn; who goes first changes from round to round. */
export async function againstPgRecvlogical(
  client: pg.Client,
  url: string,
  content: Content,
  { name, goal, rounds, begin }: { name: string; goal: string; rounds: number; begin: () => Reading },
): Promise<Figure> {
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const seconds = { us: 0, tool: 0 };
    for (const who of round % 2 === 0 ? (['us', 'tool'] as const) : (['tool', 'us'] as const)) {
      const read = who === 'us' ? readByUs(url, content, begin) : readByTool(url, content);
      seconds[who] = await timed(client, content, read);
    }
    if (round < 0) continue;
    own.push(content.changes / seconds.us);
    other.push(content.changes / seconds.tool);
  }
  const ratio = median(own.map((value, round) => value / other[round]!));
  const against = { name: 'pg_recvlogical to /dev/null', value: median(other), ratio };
  return { name, unit: 'changes/s', value: median(own), rounds: own, against, goal };
}
