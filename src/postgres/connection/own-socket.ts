import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

const bufferBytes = 64 * 1024;

/**
 * A socket that reads into one buffer again and again, where Node's streams make one for each read. It is a stream like any
 * other until somebody takes its bytes as they come.
 * Source: Node.js documentation, "socket.connect(options[, connectListener])", `onread`, which the constructor takes.
 */
export class OwnSocket extends Socket {
  private taker: ((bytes: Buffer) => void) | undefined;

  constructor() {
    const onread: OnReadOpts = {
      buffer: Buffer.allocUnsafeSlow(bufferBytes),
      callback: (length, bytes) => this.came(length, bytes),
    };
    super({ onread } as SocketConstructorOpts);
  }

  /** From now on bytes are given away, valid until `take` returns, and no longer streamed. `pause` and `resume` hold as before. */
  takeBytes(take: (bytes: Buffer) => void): void {
    this.taker = take;
    this.resume();
  }

  private came(length: number, { buffer, byteOffset }: Uint8Array): boolean {
    const bytes = Buffer.from(buffer, byteOffset, length);
    if (this.taker === undefined) this.push(Buffer.from(bytes));
    else this.taker(bytes);
    return true;
  }
}
