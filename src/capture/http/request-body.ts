import type { IncomingMessage } from 'node:http';

/**
 * Reads a request to its end.
 * @returns `tooLarge` as soon as more than `maxBytes` have come, undefined where the sender left before its end
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'tooLarge' | undefined> {
  return new Promise(resolve => {
    if (request.destroyed) resolve(undefined);
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else resolve('tooLarge');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}
