import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files are given up one by one: what was read makes room for what comes. */
const fileBytes = 2 ** 25;

interface NamelessFile {
  readonly file: number;
  /** Bytes that were written. */
  end: number;
  /** Pieces that were not read yet. */
  unread: number;
}

/** Where a piece lies. */
export interface FilePlace {
  readonly in: NamelessFile;
  readonly at: number;
  readonly length: number;
}

/** Pieces of bytes on disk, each read once, in files of the temporary folder that go with the process, however that ends. */
export class NamelessFiles {
  private readonly open = new Set<NamelessFile>();
  private current: NamelessFile | undefined;

  /** @throws what the system says where it cannot be written */
  write(bytes: Buffer, length: number): FilePlace {
    const into = this.current ?? this.begin();
    const at = into.end;
    for (let done = 0; done < length;) done += writeSync(into.file, bytes, done, length - done, at + done);
    into.end += length;
    into.unread += 1;
    if (into.end >= fileBytes) this.current = undefined;
    return { in: into, at, length };
  }

  /** @param into is long enough */
  read({ in: from, at, length }: FilePlace, into: Buffer): void {
    for (let done = 0; done < length;) {
      const read = readSync(from.file, into, done, length - done, at + done);
      if (read === 0) throw new Error('the file of messages that wait for their verdict was cut off');
      done += read;
    }
    from.unread -= 1;
    if (from.unread === 0) this.giveUp(from);
  }

  close(): void {
    for (const each of this.open) this.giveUp(each);
  }

  private begin(): NamelessFile {
    const path = join(tmpdir(), `alimentador-backlog-${randomUUID()}`);
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    this.current = { file, end: 0, unread: 0 };
    this.open.add(this.current);
    return this.current;
  }

  private giveUp(each: NamelessFile): void {
    closeSync(each.file);
    this.open.delete(each);
    if (this.current === each) this.current = undefined;
  }
}
