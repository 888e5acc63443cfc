import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { after } from 'node:test';
import pg from 'pg';

/**
 * A double of pgbouncer with `pool_mode = transaction`, as far as the protocol goes: it answers the login itself with a
 * process number of its own making, and gives a client the session that was used last for the length of a transaction.
 * @returns URL of the same database through it
 */
export async function startTransactionPooler(url: string, size = 3): Promise<string> {
  const idle: Socket[] = await Promise.all(Array.from({ length: size }, () => openServerSession(url)));
  const all = [...idle];
  const waiting: ((session: Socket) => void)[] = [];
  const take = async (): Promise<Socket> => idle.pop() ?? new Promise(resolve => waiting.push(resolve));
  const giveBack = (session: Socket): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(session);
    else next(session);
  };
  // As pgbouncer: whoever leaves inside a transaction takes the session along, and a new one comes in its place.
  let isClosing = false;
  const replacements = new Set<Promise<void>>();
  const replace = async (session: Socket): Promise<void> => {
    session.destroy();
    if (isClosing) return;
    const fresh = await openServerSession(url);
    all.push(fresh);
    giveBack(fresh);
  };
  const sockets = new Set<Socket>();
  const listener: Server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket, take, giveBack, session => {
      const replacement = replace(session).finally(() => replacements.delete(replacement));
      replacements.add(replacement);
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(async () => {
    isClosing = true;
    // The server goes after this, and a login that it cuts off would be nobody's to handle.
    await Promise.all(replacements);
    for (const socket of sockets) socket.destroy();
    for (const session of all) session.destroy();
    listener.close();
    await once(listener, 'close');
  });
  const through = new URL(url);
  through.port = String((listener.address() as { port: number }).port);
  return through.href;
}

/** Logged in by pg, and taken out of its hands. */
async function openServerSession(url: string): Promise<Socket> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  return stream;
}

function serve(
  client: Socket,
  take: () => Promise<Socket>,
  giveBack: (session: Socket) => void,
  replace: (session: Socket) => void,
): void {
  let session: Socket | undefined;
  let isLoggedIn = false;
  const fromServer = messages((message, type) => {
    client.write(message);
    // ReadyForQuery outside a transaction: the session is anybody's again.
    if (type !== 'Z' || message[5] !== 'I'.charCodeAt(0)) return;
    session!.off('data', fromServer);
    giveBack(session!);
    session = undefined;
  });
  const forward = async (message: Buffer, type: string): Promise<void> => {
    if (type === 'X') client.end();
    else {
      if (session === undefined) {
        session = await take();
        session.on('data', fromServer);
      }
      session.write(message);
    }
  };
  // One after the other, as a message may have to wait for a session.
  let turn = Promise.resolve();
  const fromClient = messages((message, type) => {
    turn = turn.then(() => forward(message, type));
  });
  client.on('data', piece => {
    if (isLoggedIn) fromClient(piece);
    // SSLRequest has a length of 8; everything else that comes before the login is the login.
    else if (piece.length === 8) client.write('N');
    else {
      isLoggedIn = true;
      client.write(welcome());
    }
  });
  client.on('close', () => {
    if (session !== undefined) replace(session);
  });
}

/** Cuts a stream into messages of a type (one letter), a length of 32 bits that counts itself, and a body. */
function messages(take: (message: Buffer, type: string) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  return piece => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
      const message = rest.subarray(0, 1 + rest.readInt32BE(1));
      rest = rest.subarray(message.length);
      take(message, String.fromCharCode(message[0]!));
    }
  };
}

/** AuthenticationOk, BackendKeyData with a number that no process has, ReadyForQuery. */
function welcome(): Buffer {
  const message = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.write(type, 0);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const key = Buffer.alloc(8);
  key.writeInt32BE(randomInt(100_000_000, 200_000_000), 0);
  key.writeInt32BE(randomInt(1, 1_000_000), 4);
  return Buffer.concat([message('R', Buffer.alloc(4)), message('K', key), message('Z', Buffer.from('I'))]);
}
