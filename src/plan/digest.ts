import { createHash } from 'node:crypto';
import type { Model } from '../model/model.ts';
import { HashedText } from './hashed-text.ts';
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
  let line = '';
  write(operation, model, { add: part => (line += part) });
  return line;
}

/** Takes the line part by part. */
interface Sink {
  add(part: string): void;
}

function write({ number, event, dueUs, changes }: Operation, { events, tables }: Model, line: Sink): void {
  line.add(String(number));
  line.add(' ');
  line.add(event === undefined ? '-' : events[event]!.name);
  line.add(' ');
  line.add(String(dueUs));
  for (const { step, rowNumber, columns, values } of changes) {
    const table = tables[step.table]!;
    line.add(signs[step.kind]);
    line.add(table.name);
    line.add(' ');
    line.add(String(rowNumber));
    for (let place = 0; place < columns.length; place++) {
      const value = values[place]!;
      line.add(' ');
      line.add(table.columns[columns[place]!]!.name);
      if (value === null) line.add('=-');
      else {
        line.add('=');
        line.add(String(value.length));
        line.add(':');
        line.add(value);
      }
    }
  }
  line.add('\n');
}

const signs = { insert: ' +', update: ' ~', delete: ' -' } as const;

/** Digest of one lane's operations, taken in order. */
export class LaneDigest {
  operations = 0;
  private readonly lines = new HashedText();

  add(operation: Operation, model: Model): void {
    this.operations += 1;
    write(operation, model, this.lines);
  }

  /** Lower-case hexadecimal; the digest can be continued afterwards. */
  hex(): string {
    return this.lines.hex();
  }
}

/** Digest of all lanes: of the lines `lane operations digest`. Says nothing about who executed which lane. */
export function combinedDigest(lanes: readonly LaneDigest[]): string {
  const lines = lanes.map((lane, index) => `${index} ${lane.operations} ${lane.hex()}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
