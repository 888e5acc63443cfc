import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { after } from 'node:test';

/** What a CopyData message holds: for XLogData `w`, start and end LSN and time, 8 bytes each, then the plugin's message. */
export type Frame = Buffer;

/** Bytes of XLogData before the plugin's message. */
export const headBytes = 25;

/** One replication connection of the tool. */
export interface WireStream {
  /** From 1, in the order in which the server began to stream. */
  readonly connection: number;
  send(frames: readonly Frame[]): void;
  /** Both ends see the connection break. */
  cut(): void;
  /** The same, behind what was sent. */
  end(): void;
}

/** Takes what the server sent of a transaction, Begin and Commit included; only what it sends goes on to the tool. */
export type Script = (transaction: readonly Frame[], stream: WireStream) => void;

export interface PgoutputProxy {
  /** The server's URL through the proxy. */
  readonly url: string;
  /** What happens to transactions; at first they pass. */
  script: Script;
  /** Nothing of the replication connections is read any more: the server sees a reader that does not keep up. */
  stall(): void;
}

export const pass: Script = (transaction, stream) => stream.send(transaction);

/**
 * Stands between the tool and a server without TLS, and interferes with nothing but what a server sends once it streams
 * (CopyBothResponse). It goes with the test file.
 * Source: PostgreSQL documentation, "Streaming Replication Protocol" and "Message Formats".
 */
export async function startPgoutputProxy(url: string): Promise<PgoutputProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const streaming = new Set<Socket>();
  let connections = 0;

  const listener = createServer(client => {
    const server = connect(Number(port), hostname);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.end());
    }
    client.on('data', piece => server.write(piece));
    const streamed = (): WireStream => {
      streaming.add(server);
      connections += 1;
      const cut = (): void => {
        client.destroy();
        server.destroy();
      };
      const end = (): void => {
        client.end();
        server.destroy();
      };
      return {
        connection: connections,
        cut,
        end,
        send: frames => frames.forEach(frame => client.write(copyData(frame))),
      };
    };
    const toStream = transactions(
      (transaction, stream) => proxy.script(transaction, stream),
      (frame, stream) => stream.send([frame]),
    );
    let stream: WireStream | undefined;
    const take = messages(message => {
      const type = String.fromCharCode(message[0]!);
      if (stream !== undefined && type === 'd') toStream(message.subarray(5), stream);
      else client.write(message);
      if (type === 'W') stream = streamed();
    });
    server.on('data', take);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    await once(listener, 'close');
  });
  const through = new URL(url);
  through.port = String((listener.address() as { port: number }).port);
  through.searchParams.set('sslmode', 'disable');
  const proxy: PgoutputProxy = {
    url: through.href,
    script: pass,
    stall: () => streaming.forEach(socket => socket.pause()),
  };
  return proxy;
}

/** Gathers the plugin's messages from Begin to Commit; all else is no part of a transaction. */
function transactions(
  whole: (transaction: readonly Frame[], stream: WireStream) => void,
  other: (frame: Frame, stream: WireStream) => void,
): (frame: Frame, stream: WireStream) => void {
  let open: Frame[] | undefined;
  return (frame, stream) => {
    const type = frame[0] === 0x77 ? String.fromCharCode(frame[headBytes]!) : undefined;
    if (type === 'B') open = [];
    if (type === undefined || open === undefined) return other(frame, stream);
    open.push(frame);
    if (type !== 'C') return;
    whole(open, stream);
    open = undefined;
  };
}

function copyData(frame: Frame): Buffer {
  const head = Buffer.alloc(5);
  head.write('d', 0, 'latin1');
  head.writeInt32BE(frame.length + 4, 1);
  return Buffer.concat([head, frame]);
}

/** Cuts what a server sends into messages: a type, a length that counts itself, a body. Each is a copy. */
function messages(take: (message: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return piece => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
      const message = rest.subarray(0, 1 + rest.readInt32BE(1));
      rest = rest.subarray(message.length);
      take(Buffer.from(message));
    }
  };
}
