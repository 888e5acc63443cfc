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
  return encode(operation, labelsOf(model));
}

/** What stands before numbers and values in the lines of a model, blanks included. */
interface Labels {
  readonly events: readonly string[];
  readonly tables: readonly {
    readonly insert: string;
    readonly update: string;
    readonly delete: string;
    readonly columns: readonly string[];
  }[];
}

function labelsOf({ events, tables }: Model): Labels {
  return {
    events: events.map(({ name }) => ` ${name} `),
    tables: tables.map(({ name, columns }) => ({
      insert: ` +${name} `,
      update: ` ~${name} `,
      delete: ` -${name} `,
      columns: columns.map(column => ` ${column.name}=`),
    })),
  };
}

/** `length:` for the lengths of nearly all values. */
const lengthLabels: readonly string[] = Array.from({ length: 256 }, (_, length) => `${length}:`);

function encode({ number, event, dueUs, changes }: Operation, labels: Labels): string {
  let line = String(number) + (event === undefined ? ' - ' : labels.events[event]!) + String(dueUs);
  for (const { step, rowNumber, columns, values } of changes) {
    const table = labels.tables[step.table]!;
    line += table[step.kind] + String(rowNumber);
    for (let place = 0; place < columns.length; place++) {
      const value = values[place]!;
      line += table.columns[columns[place]!]!;
      line += value === null ? '-' : (lengthLabels[value.length] ?? `${value.length}:`) + value;
    }
  }
  return `${line}\n`;
}

/** Digest of one lane's operations, taken in order. */
export class LaneDigest {
  operations = 0;
  private readonly lines = new HashedText();
  private labels: Labels | undefined;

  /** @param model the same for all operations */
  add(operation: Operation, model: Model): void {
    this.operations += 1;
    this.labels ??= labelsOf(model);
    this.lines.add(encode(operation, this.labels));
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
