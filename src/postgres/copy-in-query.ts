import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type pg from 'pg';

/** pg's connection as far as a COPY needs it: methods that its types leave out. */
interface CopyConnection {
  readonly stream: Writable;
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/**
 * A COPY ... FROM STDIN under way, to be given to `client.query`.
 *
 * Our own, because the one of pg-copy-streams goes on writing after the server's error and so ends the whole process.
 */
export class CopyInQuery implements pg.Submittable {
  /** Resolves when the server has taken all rows, rejects with its error. */
  readonly ended: Promise<void>;
  hasEnded = false;
  private connection: CopyConnection | undefined;
  private begin = (): void => undefined;
  private succeed = (): void => undefined;
  private fail: (error: Error) => void = () => undefined;
  private readonly begun: Promise<void>;
  private readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
    this.begun = new Promise(resolve => {
      this.begin = resolve;
    });
    this.ended = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
    this.ended.catch(() => undefined);
  }

  /** Sends a piece; resolves when there is room for the next, rejects when the server has refused the COPY. */
  async write(text: string): Promise<void> {
    await Promise.race([this.begun, this.ended]);
    if (this.hasEnded) return this.ended;
    const { stream } = this.connection!;
    this.connection!.sendCopyFromChunk(Buffer.from(text));
    // Even where there is room: without a wait the server's messages would not be read until the last row is made.
    if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), this.ended]);
    else await new Promise(resolve => setImmediate(resolve));
  }

  /** Says that this was all. */
  async finish(): Promise<void> {
    await Promise.race([this.begun, this.ended]);
    if (!this.hasEnded) this.connection!.endCopyFrom();
    return this.ended;
  }

  /** Takes everything back; the session can be used again afterwards. */
  async cancel(reason: string): Promise<void> {
    if (!this.hasEnded) this.connection?.sendCopyFail(reason);
    await this.ended.catch(() => undefined);
  }

  submit(connection: pg.Connection): void {
    this.connection = connection as unknown as CopyConnection;
    this.connection.query(this.sql);
  }

  handleCopyInResponse(): void {
    this.begin();
  }

  handleCommandComplete(): void {
    // The number of rows is known already; what counts is the ReadyForQuery behind it.
  }

  handleReadyForQuery(): void {
    this.hasEnded = true;
    this.succeed();
  }

  handleError(error: Error): void {
    this.hasEnded = true;
    this.fail(error);
  }
}
