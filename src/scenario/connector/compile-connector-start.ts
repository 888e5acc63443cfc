import { dirname, resolve } from 'node:path';
import { parseDurationUs } from '../../shared/duration.ts';
import { commandWords } from './command-words.ts';
import type { ConnectorFault, ConnectorStart, Readiness } from './connector-start.ts';

const defaults = { within: '60s', stopWithin: '20s' };

/** `connector.start` as its JSON Schema lets it through. */
export interface WrittenConnectorStart {
  readonly command: string | readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exactly one of url, output and slot. */
  readonly ready: { readonly url?: string; readonly output?: string; readonly slot?: string; readonly within?: string };
  readonly stopWithin?: string;
  readonly faults?: readonly WrittenFault[];
}

/** Exactly one of at and arrived. */
interface WrittenFault {
  readonly at?: string;
  readonly arrived?: number;
  readonly do: 'restart' | 'kill';
}

/**
 * Fills in every default. Relative folders count from the scenario's own.
 * @param scenarioFile path of the scenario
 * @param problem is told of each key that cannot be used: its path below `start`, and what is wrong with it
 * @returns undefined after a problem
 */
export function compileConnectorStart(
  written: WrittenConnectorStart,
  scenarioFile: string,
  problem: (path: readonly (string | number)[], message: string) => void,
): ConnectorStart | undefined {
  const attempt = <T>(path: readonly (string | number)[], read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problem(path, error.message);
      return undefined;
    }
  };
  const words = attempt(['command'], () => wordsOf(written.command));
  const ready = attempt(['ready', readyKey(written.ready)], () => readinessOf(written.ready));
  const readyWithinUs = attempt(['ready', 'within'], () => durationUs(written.ready.within ?? defaults.within));
  const stopWithinUs = attempt(['stopWithin'], () => durationUs(written.stopWithin ?? defaults.stopWithin));
  const faults = attempt(['faults'], () => alike(written.faults ?? []))?.map((fault, i) =>
    attempt(['faults', i, 'at'], () => faultOf(fault)),
  );
  if (words === undefined || ready === undefined || readyWithinUs === undefined || stopWithinUs === undefined) return;
  if (!faults?.every(fault => fault !== undefined)) return;
  return {
    words,
    env: written.env ?? {},
    cwd: resolve(dirname(scenarioFile), written.cwd ?? '.'),
    ready,
    readyWithinMs: readyWithinUs / 1_000,
    stopWithinMs: stopWithinUs / 1_000,
    faults: faults.toSorted((a, b) => timeOf(a) - timeOf(b)),
  };
}

function wordsOf(command: string | readonly string[]): readonly string[] {
  if (typeof command === 'string') return commandWords(command);
  if (command[0] === undefined || command[0] === '') throw new SyntaxError('names no program');
  return command;
}

function readyKey({ url, slot }: WrittenConnectorStart['ready']): string {
  if (url !== undefined) return 'url';
  return slot === undefined ? 'output' : 'slot';
}

function readinessOf({ url, output = '', slot }: WrittenConnectorStart['ready']): Readiness {
  if (url !== undefined) return { kind: 'url', url: checkedUrl(url) };
  if (slot !== undefined) return { kind: 'slot', slot };
  return { kind: 'output', pattern: new RegExp(output, 'u') };
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new SyntaxError('is no http address, such as http://127.0.0.1:8080/q/health');
}

/** A count goes on from where the fault before it was over, which times do not know. */
function alike(faults: readonly WrittenFault[]): readonly WrittenFault[] {
  if (new Set(faults.map(({ at }) => at === undefined)).size < 2) return faults;
  throw new SyntaxError('are either all at a time or all after arrivals');
}

function faultOf({ at, arrived, do: action }: WrittenFault): ConnectorFault {
  return at === undefined ? { arrivals: arrived!, action } : { atUs: durationUs(at), action };
}

function timeOf(fault: ConnectorFault): number {
  return 'atUs' in fault ? fault.atUs : 0;
}

function durationUs(text: string): number {
  const us = parseDurationUs(text);
  if (us === undefined) throw new SyntaxError(`"${text}" is no duration, such as 30s or 1m30s`);
  return us;
}
