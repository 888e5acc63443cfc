import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';

/** An HTTP server that keeps what is posted to it and answers 200. */
export interface HttpSink {
  readonly url: string;
  /** Bodies in the order of their arrival. */
  readonly bodies: readonly string[];
}

/** Listens on a free port of the loopback address until the end of the test file. */
export async function startHttpSink(): Promise<HttpSink> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString('utf8'));
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`, bodies };
}
