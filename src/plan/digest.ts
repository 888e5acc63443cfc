import { createHash, type Hash } from 'node:crypto';
import type { Model } from '../model/model.ts';
import type { Operation } from './operation.ts';

/**
 * Canonical encoding of an operation, one line of UTF-8:
 *
 *     number event dueUs { ' ' kind table row { ' ' column '=' value } } '\n'
 *
 * `event` is a name, or `-` for a skip; `kind` one of `+` insert, `~` update, `-` delete; `value` is `length:text` with the
 * length in UTF-16 code units, or `-` for NULL. Names hold no spaces, so no text can be mistaken for another.
 */
export function encodeOperation(operation: Operation, model: Model): string {
  const event = operation.event === undefined ? '-' : model.events[operation.event]!.name;
  let line = `${operation.number} ${event} ${operation.dueUs}`;
  for (const { step, rowNumber, columns, values } of operation.changes) {
    const table = model.tables[step.table]!;
    line += ` ${signs[step.kind]}${table.name} ${rowNumber}`;
    for (let place = 0; place < columns.length; place++) {
      const value = values[place]!;
      line += ` ${table.columns[columns[place]!]!.name}=${value === null ? '-' : `${value.length}:${value}`}`;
    }
  }
  return `${line}\n`;
}

const signs = { insert: '+', update: '~', delete: '-' } as const;

/** Digest of one lane's operations, taken in order. */
export class LaneDigest {
  operations = 0;
  private readonly hash: Hash = createHash('sha256');
  private buffered = '';

  add(operation: Operation, model: Model): void {
    this.operations += 1;
    this.buffered += encodeOperation(operation, model);
    // Hashing in larger pieces costs a fraction of hashing each line.
    if (this.buffered.length > 16_384) this.flush();
  }

  /** Lower-case hexadecimal; the digest can be continued afterwards. */
  hex(): string {
    this.flush();
    return this.hash.copy().digest('hex');
  }

  private flush(): void {
    this.hash.update(this.buffered);
    this.buffered = '';
  }
}

/** Digest of all lanes: of the lines `lane operations digest`. Says nothing about who executed which lane. */
export function combinedDigest(lanes: readonly LaneDigest[]): string {
  const lines = lanes.map((lane, index) => `${index} ${lane.operations} ${lane.hex()}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
