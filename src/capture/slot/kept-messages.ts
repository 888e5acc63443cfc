import { NamelessFiles, type FilePlace } from './nameless-files.ts';

/**
 * Takes a message of the output plugin: `bytes` from `begin` to `end`, valid until it returns.
 * @param lsn XLogData's start
 * @param receivedUs when its last byte came
 */
export type TakeMessage = (bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number) => void;

/** Messages one after the other, each behind its length, LSN and time. */
type Segment = { readonly bytes: Buffer; readonly length: number } | FilePlace;

const headerBytes = 20;
const segmentBytes = 256 * 1024;
const memoryBytes = 4 * 1024 * 1024;
const nothing: Buffer = Buffer.alloc(0);

/** Messages in the order in which they came: up to 4 MB in memory, what is more on disk. */
export class KeptMessages {
  count = 0;
  /** With their headers. */
  bytes = 0;
  private readonly most: number;
  private readonly onUnwritable: (error: unknown) => void;
  /** Behind the one that is read, oldest first. */
  private full: Segment[] = [];
  private fullInMemory = 0;
  private writing = { bytes: nothing, length: 0 };
  private reading = { bytes: nothing, length: 0, at: 0 };
  private spare = nothing;
  private readonly files = new NamelessFiles();
  private isUnwritable = false;

  /**
   * @param most bytes that may wait; where nothing can be written, those in memory
   * @param onUnwritable told once why nothing can be written: all stays in memory then
   */
  constructor(most: number, onUnwritable: (error: unknown) => void) {
    this.most = most;
    this.onUnwritable = onUnwritable;
  }

  /** Whether more waits than may. Nothing is refused for it. */
  get isFull(): boolean {
    return this.bytes > (this.isUnwritable ? Math.min(memoryBytes, this.most) : this.most);
  }

  add(bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number): void {
    const needed = headerBytes + end - begin;
    if (this.writing.length + needed > this.writing.bytes.length) this.turnOver(Math.max(needed, segmentBytes));
    const { bytes: into, length: at } = this.writing;
    into.writeUInt32LE(end - begin, at);
    into.writeDoubleLE(lsn, at + 4);
    into.writeDoubleLE(receivedUs, at + 12);
    bytes.copy(into, at + headerBytes, begin, end);
    this.writing.length += needed;
    this.count += 1;
    this.bytes += needed;
  }

  /**
   * Gives the oldest message away; nothing where there is none.
   * @throws what the system says where it cannot be read, and what `take` throws
   */
  takeNext(take: TakeMessage): void {
    if (this.count === 0) return;
    if (this.reading.at === this.reading.length) this.readNext();
    const { bytes, at } = this.reading;
    const begin = at + headerBytes;
    const end = begin + bytes.readUInt32LE(at);
    this.reading.at = end;
    this.count -= 1;
    this.bytes -= end - at;
    take(bytes, begin, end, bytes.readDoubleLE(at + 4), bytes.readDoubleLE(at + 12));
  }

  /** Forgets all. */
  close(): void {
    this.count = 0;
    this.bytes = 0;
    this.full = [];
    this.fullInMemory = 0;
    this.reading = { bytes: nothing, length: 0, at: 0 };
    this.writing = { bytes: nothing, length: 0 };
    this.spare = nothing;
    this.files.close();
  }

  /** Puts away what is written, and begins anew with room for so many bytes. */
  private turnOver(bytesNeeded: number): void {
    const { bytes, length } = this.writing;
    const place = length > 0 && this.fullInMemory + length > memoryBytes ? this.written(bytes, length) : undefined;
    if (place !== undefined) {
      this.full.push(place);
      this.spare = bytes;
    } else if (length > 0) {
      this.full.push({ bytes, length });
      this.fullInMemory += length;
    }
    this.writing = { bytes: this.newBuffer(bytesNeeded), length: 0 };
  }

  private written(bytes: Buffer, length: number): FilePlace | undefined {
    if (this.isUnwritable) return undefined;
    try {
      return this.files.write(bytes, length);
    } catch (error) {
      this.isUnwritable = true;
      this.onUnwritable(error);
      return undefined;
    }
  }

  private readNext(): void {
    if (this.full.length === 0) this.turnOver(segmentBytes);
    const next = this.full.shift()!;
    if (this.reading.bytes.length > this.spare.length) this.spare = this.reading.bytes;
    if ('bytes' in next) {
      this.fullInMemory -= next.length;
      this.reading = { ...next, at: 0 };
    } else {
      const bytes = this.newBuffer(next.length);
      this.files.read(next, bytes);
      this.reading = { bytes, length: next.length, at: 0 };
    }
  }

  private newBuffer(bytesNeeded: number): Buffer {
    const { spare } = this;
    if (spare.length < bytesNeeded || spare.length > segmentBytes) return Buffer.allocUnsafeSlow(bytesNeeded);
    this.spare = nothing;
    return spare;
  }
}
