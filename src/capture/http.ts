import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotRun, messageOf } from '../shared/errors.ts';
import { arrivalShiftUs } from './arrival-clock.ts';
import { createGate, type Gate } from './gate.ts';
import { readBody } from './http/request-body.ts';
import { sinkHeaders, type SinkHeaderSettings } from './http/sink-headers.ts';
import { splitBatch } from './http/split-batch.ts';
import type { Source, SourceListener } from './raw-message.ts';

export interface HttpSourceRequest extends SourceListener, SinkHeaderSettings {
  /** Address to listen at; left out, 127.0.0.1. */
  readonly host?: string;
  /** Left out or 0, a free one. */
  readonly port?: number;
  readonly maxBodyBytes?: number;
  /** Longest time that a request waits for an answer while paused: a sender that is not answered sends again. */
  readonly holdAtMostMs?: number;
}

export interface HttpStart {
  /** What the connector's `debezium.sink.http.url` is to be. */
  readonly url: string;
}

interface Listening {
  readonly request: HttpSourceRequest;
  readonly gate: Gate;
  readonly shiftUs: number;
  requests: number;
  isOver: boolean;
}

const defaultMaxBodyBytes = 64 * 1_024 * 1_024;
const defaultHoldAtMostMs = 10_000;

/**
 * Listens for what the `http` sink of Debezium Server posts, single events or batches. Neither key nor topic is on this
 * wire, and a tombstone is never sent; of a batch, the headers are its first event's.
 * @throws CannotRun where the address cannot be listened at
 */
export async function openHttpSource(request: HttpSourceRequest): Promise<Source<HttpStart>> {
  const gate = createGate();
  const listening: Listening = { request, gate, shiftUs: arrivalShiftUs(request.clock), requests: 0, isOver: false };
  const server = createServer((incoming, response) => void answer(listening, incoming, response));
  server.keepAliveTimeout = 0;
  const url = await listen(server, request);
  server.on('error', error => lose(listening, error));
  return {
    start: { url },
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    stop: async () => {
      listening.isOver = true;
      gate.resume();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { host = '127.0.0.1', port = 0 }: HttpSourceRequest): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new CannotRun(`cannot listen for HTTP at ${host}:${port}: ${messageOf(error)}`, {
      hint: 'name another host or port of this capture; port 0 takes a free one',
    });
  });
  const bound = server.address() as AddressInfo;
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return `http://${name}:${bound.port}/`;
}

async function answer(listening: Listening, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  if (incoming.method !== 'POST') {
    incoming.resume();
    response.writeHead(405, { Allow: 'POST' }).end();
    return;
  }
  const { request, gate } = listening;
  await holdBack(gate, request.holdAtMostMs ?? defaultHoldAtMostMs);
  const maxBytes = request.maxBodyBytes ?? defaultMaxBodyBytes;
  const body = await readBody(incoming, maxBytes);
  if (body === undefined) return;
  if (body === 'tooLarge') {
    lose(listening, new CannotRun(`an HTTP request had more than the ${maxBytes} bytes allowed (maxBodyBytes)`));
    response.writeHead(413, { Connection: 'close' }).end();
  } else response.writeHead(take(listening, incoming, body) ? 200 : 503).end();
}

async function holdBack(gate: Gate, atMostMs: number): Promise<void> {
  const resumed = new AbortController();
  const longest = wait(atMostMs, undefined, { signal: resumed.signal, ref: false });
  await Promise.race([gate.passed(), longest]);
  resumed.abort();
}

/** @returns whether the events were taken */
function take(listening: Listening, incoming: IncomingMessage, body: Buffer): boolean {
  const { request, shiftUs } = listening;
  if (listening.isOver) return false;
  const receivedAtUs = request.clock.nowUs() + shiftUs;
  const headers = sinkHeaders(incoming.headers, request);
  listening.requests += 1;
  const events = splitBatch(body) ?? [body];
  try {
    for (const [index, value] of events.entries()) {
      request.onMessage({
        topic: undefined,
        key: undefined,
        value,
        headers: index === 0 ? headers : {},
        channel: undefined,
        position: `request ${listening.requests}, event ${index + 1}`,
        receivedAtUs,
      });
    }
    return true;
  } catch (error) {
    lose(listening, error instanceof Error ? error : new Error(messageOf(error)));
    return false;
  }
}

function lose(listening: Listening, error: Error): void {
  if (listening.isOver) return;
  listening.isOver = true;
  listening.request.onLost(error);
}
