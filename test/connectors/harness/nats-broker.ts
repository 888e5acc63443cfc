import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { ownFolder, startInBackground, type BackgroundProgram } from './background-program.ts';
import { runProgram } from './run-program.ts';

/** A NATS server of the test's own, with JetStream. */
export interface NatsBroker extends BackgroundProgram {
  readonly url: string;
  /** Messages of a stream in its order. */
  messages(stream: string): Promise<{ subject: string; text: string }[]>;
}

/** Starts `nats-server` on a free port, its streams in its own folder. */
export async function startNats(): Promise<NatsBroker> {
  await runProgram({ program: 'nats-server', howToGet: 'apt-get install nats-server' }, ['--version']);
  const port = await freePort();
  const folder = ownFolder('nats');
  const program = await startInBackground({
    name: 'NATS',
    words: ['nats-server', '--addr', '127.0.0.1', '--port', String(port), '--jetstream', '--store_dir', folder],
    ready: { kind: 'output', pattern: /Server is ready/ },
    folder,
  });
  return { ...program, url: `nats://127.0.0.1:${port}`, messages: stream => readStream(port, stream) };
}

interface StreamInfo {
  readonly state?: { readonly first_seq: number; readonly last_seq: number };
}

interface StoredMessage {
  readonly message: { readonly subject: string; readonly data?: string };
}

async function readStream(port: number, stream: string): Promise<{ subject: string; text: string }[]> {
  const info = (await request(port, `STREAM.INFO.${stream}`, {})) as StreamInfo;
  if (info.state === undefined) return [];
  const found: { subject: string; text: string }[] = [];
  for (let seq = Math.max(1, info.state.first_seq); seq <= info.state.last_seq; seq++) {
    const { message } = (await request(port, `STREAM.MSG.GET.${stream}`, { seq })) as StoredMessage;
    found.push({ subject: message.subject, text: Buffer.from(message.data ?? '', 'base64').toString('utf8') });
  }
  return found;
}

/** One question to JetStream's API ("JetStream wire API Reference"): the answer comes to an inbox as JSON. */
async function request(port: number, subject: string, body: object): Promise<unknown> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    const text = JSON.stringify(body);
    socket.write('CONNECT {"verbose":false,"pedantic":false}\r\nSUB inbox 1\r\n');
    socket.write(`PUB $JS.API.${subject} inbox ${Buffer.byteLength(text)}\r\n${text}\r\n`);
    let received = Buffer.alloc(0);
    for await (const piece of socket) {
      received = Buffer.concat([received, piece as Buffer]);
      const answer = answerIn(received);
      if (answer !== undefined) return JSON.parse(answer);
    }
    throw new Error('NATS closed the connection');
  } finally {
    socket.destroy();
  }
}

/** `MSG <subject> <sid> <bytes>\r\n<payload>\r\n` once the payload is whole. */
function answerIn(received: Buffer): string | undefined {
  const head = /MSG inbox 1 (\d+)\r\n/.exec(received.toString('latin1'));
  if (head === null) return undefined;
  const from = head.index + head[0].length;
  const to = from + Number(head[1]);
  return received.length < to ? undefined : received.subarray(from, to).toString('utf8');
}
