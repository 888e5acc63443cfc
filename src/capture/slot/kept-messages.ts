import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes a message of the output plugin: `bytes` from `begin` to `end`, valid until it returns.
 * @param lsn XLogData's start
 * @param receivedUs when its last byte came
 */
export type TakeMessage = (bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number) => void;

/** Messages one after the other, each behind its length, LSN and time. */
interface Segment {
  /** Undefined while it is in the file. */
  bytes: Buffer | undefined;
  length: number;
  readonly fileAt: number;
}

const headerBytes = 20;
const segmentBytes = 256 * 1024;
const segmentsInMemory = 16;

/** Messages in the order in which they came: up to 4 MB in memory, what is more in a file that nobody else sees. */
export class KeptMessages {
  count = 0;
  /** With their headers. */
  bytes = 0;
  /** Behind the one that is read, oldest first. */
  private readonly full: Segment[] = [];
  private readonly writing: { bytes: Buffer; length: number } = { bytes: Buffer.alloc(0), length: 0 };
  private reading: { bytes: Buffer; length: number; at: number } = { bytes: Buffer.alloc(0), length: 0, at: 0 };
  private spare: Buffer | undefined;
  private inMemory = 0;
  private file: number | undefined;
  private fileEnd = 0;

  /** @throws what the system says where the file cannot be written */
  add(bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number): void {
    const needed = headerBytes + end - begin;
    const { writing } = this;
    if (writing.length + needed > writing.bytes.length) this.turnOver(Math.max(needed, segmentBytes));
    const at = writing.length;
    writing.bytes.writeUInt32LE(end - begin, at);
    writing.bytes.writeDoubleLE(lsn, at + 4);
    writing.bytes.writeDoubleLE(receivedUs, at + 12);
    bytes.copy(writing.bytes, at + headerBytes, begin, end);
    writing.length += needed;
    this.count += 1;
    this.bytes += needed;
  }

  /** Gives the oldest message away; nothing where there is none. */
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
    this.full.length = 0;
    this.reading = { bytes: Buffer.alloc(0), length: 0, at: 0 };
    this.writing.length = 0;
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  /** Puts away what is written, and begins anew with room for so many bytes. */
  private turnOver(bytesNeeded: number): void {
    const { bytes, length } = this.writing;
    const isKept = this.inMemory < segmentsInMemory;
    if (length > 0) {
      if (isKept) this.inMemory += 1;
      else this.toFile(bytes, length);
      this.full.push({ bytes: isKept ? bytes : undefined, length, fileAt: this.fileEnd - length });
    }
    const isFree = (length === 0 || !isKept) && bytes.length >= bytesNeeded;
    this.writing.bytes = isFree ? bytes : this.newBuffer(bytesNeeded);
    this.writing.length = 0;
  }

  private newBuffer(bytesNeeded: number): Buffer {
    const { spare } = this;
    if (spare === undefined || spare.length < bytesNeeded) return Buffer.allocUnsafeSlow(bytesNeeded);
    this.spare = undefined;
    return spare;
  }

  private toFile(bytes: Buffer, length: number): void {
    this.file ??= openNameless();
    for (let done = 0; done < length;) {
      done += writeSync(this.file, bytes, done, length - done, this.fileEnd + done);
    }
    this.fileEnd += length;
  }

  private readNext(): void {
    if (this.full.length === 0) this.turnOver(segmentBytes);
    const { bytes, length, fileAt } = this.full.shift()!;
    this.spare = this.reading.bytes;
    if (bytes !== undefined) this.inMemory -= 1;
    this.reading = { bytes: bytes ?? this.fromFile(length, fileAt), length, at: 0 };
  }

  private fromFile(length: number, fileAt: number): Buffer {
    const bytes = this.newBuffer(length);
    for (let done = 0; done < length;) {
      const read = readSync(this.file!, bytes, done, length - done, fileAt + done);
      if (read === 0) throw new Error('the file of messages that wait for their verdict was cut off');
      done += read;
    }
    // Nothing else is in it: its room is given back.
    if (this.full.every(each => each.bytes !== undefined)) {
      ftruncateSync(this.file!, 0);
      this.fileEnd = 0;
    }
    return bytes;
  }
}

/** A file without a name: it goes with the process, however that ends. */
function openNameless(): number {
  const path = join(tmpdir(), `alimentador-backlog-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}
