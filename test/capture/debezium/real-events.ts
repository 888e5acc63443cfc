import { readFileSync, readdirSync } from 'node:fs';
import type { CapturedTable } from '../../../src/capture/debezium/captured-table.ts';
import type { ConnectorMessage } from '../../../src/capture/debezium/connector-message.ts';
import type { Position } from '../../../src/observe/verify/captured-change.ts';

/** Events of a real connector, and what the server itself sent through a slot of its own for the same statements. */
export interface RealEvents {
  readonly version: string;
  readonly settings: Record<string, string>;
  readonly tables: CapturedTable[];
  readonly reference: ReferenceChange[];
  readonly events: {
    topic: string;
    key: string | null;
    value: string | null;
    headers: Record<string, string>;
  }[];
}

/** A change as pgoutput said it; cells that it did not tell are left out. */
export interface ReferenceChange {
  readonly table: string;
  readonly op: string;
  readonly before?: Record<string, string | null>;
  readonly after?: Record<string, string | null>;
  readonly position: Position;
  readonly committedAtUs: number;
}

const folder = new URL('fixtures/', import.meta.url);

export function realEventNames(): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => name.slice(0, -5));
}

export function readRealEvents(name: string): RealEvents {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as RealEvents;
}

export function messageOf({ key, value, headers }: RealEvents['events'][number]): ConnectorMessage {
  return { key, value, headers, receivedAtUs: 1 };
}
