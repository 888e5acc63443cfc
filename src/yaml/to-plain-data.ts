import { type Alias, type Document, isAlias, isCollection, isMap, isScalar, type LineCounter, type Node } from 'yaml';
import type { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Anchors } from './anchors.ts';
import type { Substitution } from './environment.ts';
import type { Finding } from './finding.ts';
import { keyText } from './key-text.ts';
import { type Place, Places } from './places.ts';
import { orderedMap } from './plain-data.ts';
import { scalarValue } from './scalar-value.ts';
import { tagFault } from './tag-fault.ts';

const mostEntries = 200_000;
const deepest = 100;

export interface Conversion {
  /** Maps (`orderedMap`), arrays, texts, numbers, booleans and null; undefined when there was too much. */
  readonly data: unknown;
  readonly places: Places;
  readonly findings: readonly Finding[];
}

/**
 * Turns the nodes of a YAML document into plain data in one walk, in the order of the text, aliases followed. Values at
 * fault are in the data as they are written. At most 200,000 entries, those behind aliases counted each time (a few
 * lines of them can stand for gigabytes), and 100 levels.
 */
export function toPlainData(
  document: Document,
  text: string,
  lines: LineCounter,
  substitution: Substitution | undefined,
): Conversion {
  const root = document.contents as Node;
  const written = isScalar(root) ? { written: root.source ?? '' } : {};
  const places = new Places({ value: startOf(root), block: false, ...written });
  const walk = new Walk({ text, lines, substitution, places });
  try {
    return { data: walk.value(root), places, findings: walk.findings };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return { data: undefined, places, findings: [error.finding] };
  }
}

interface Source {
  readonly text: string;
  readonly lines: LineCounter;
  readonly substitution: Substitution | undefined;
  readonly places: Places;
}

type Content = Exclude<Node, Alias>;
type Entry = Pair<Node | null, Node | null>;

/** Ends the walk at once: what is left would be as much again. */
class TooMuch extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

class Walk {
  readonly findings: Finding[] = [];
  readonly #source: Source;
  readonly #anchors = new Anchors();
  readonly #path: (string | number)[] = [];
  /** Maps and lists that the walk is in: one of them again means a cycle. */
  readonly #open = new Set<Node>();
  readonly #found = new Set<string>();
  #entries = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  value(node: Node): unknown {
    const content = this.#content(node);
    if (content === undefined) return null;
    this.#anchors.meet(content);
    const fault = tagFault(content);
    if (fault !== undefined) this.#find(startOf(content), fault);
    return isScalar(content) ? this.#scalar(content) : this.#collection(content);
  }

  #scalar(node: Scalar): unknown {
    const { value, faults } = scalarValue(node, this.#source.text, this.#source.substitution);
    for (const { offset, ...fault } of faults) this.#find(offset ?? startOf(node), fault);
    return value;
  }

  #collection(node: YAMLMap | YAMLSeq): unknown {
    if (this.#open.size >= deepest) {
      const message = `is nested deeper than ${deepest} levels`;
      throw new TooMuch({ offset: startOf(node), path: [], message, hint: 'make it flatter' });
    }
    this.#open.add(node);
    const value = isMap(node)
      ? this.#map(node as YAMLMap<Node | null, Node | null>)
      : this.#list(node as YAMLSeq<Node>);
    this.#open.delete(node);
    return value;
  }

  #list(node: YAMLSeq<Node>): unknown[] {
    const places = new Map<number, Place>();
    const list = node.items.map((item, index) => {
      this.#count();
      const value = this.#within(index, () => this.value(item));
      places.set(index, this.#place(item));
      return value;
    });
    this.#source.places.note(list, places);
    return list;
  }

  #map(node: YAMLMap<Node | null, Node | null>): object {
    const places = new Map<string, Place>();
    const entries: [string, unknown][] = [];
    for (const entry of node.items) {
      this.#count();
      const key = this.#key(entry, places);
      if (key === undefined) continue;
      const start = entry.key === null ? 0 : startOf(entry.key);
      const value = this.#within(key, () => (entry.value === null ? null : this.value(entry.value)));
      entries.push([key, value]);
      const place =
        entry.value === null ? { value: endOf(entry.key), block: false, written: '' } : this.#place(entry.value);
      places.set(key, { key: start, ...place });
    }
    const map = orderedMap(entries);
    this.#source.places.note(map, places);
    return map;
  }

  /** The text of an entry's key, or undefined when the entry has to be left out. */
  #key({ key: node, value }: Entry, places: ReadonlyMap<string, Place>): string | undefined {
    const content = node === null ? null : this.#content(node);
    if (content === undefined) return undefined;
    if (content !== null) this.#anchors.meet(content);
    const offset = startOf(node ?? value);
    const tag = content === null ? undefined : tagFault(content);
    const result = tag ?? keyText(content);
    if ('message' in result) {
      this.#find(offset, result);
      return undefined;
    }
    const first = places.get(result.key)?.key;
    if (first === undefined) return result.key;
    const { line } = this.#source.lines.linePos(first);
    this.#within(result.key, () =>
      this.#find(offset, { message: `duplicate key, first in line ${line}`, hint: 'keep one of the two' }),
    );
    return undefined;
  }

  /** The node itself, or what an alias stands for; undefined when that cannot be said. */
  #content(node: Node): Content | undefined {
    if (!isAlias(node)) return node;
    const target = this.#anchors.target(node);
    if (target === undefined) {
      const hint = 'define the anchor first, or put the value in quotes if no alias is meant';
      this.#find(startOf(node), { message: `no anchor &${node.source} stands before this alias`, hint });
    } else if (this.#open.has(target)) {
      const hint = 'write out what is meant';
      this.#find(startOf(node), {
        message: `the alias *${node.source} stands for something that it is a part of`,
        hint,
      });
      return undefined;
    }
    return target;
  }

  #place(node: Node): Place {
    const content = isAlias(node) ? (this.#anchors.target(node) ?? node) : node;
    const place = { value: startOf(content), block: isCollection(content) && content.flow !== true };
    return isScalar(content) ? { ...place, written: content.source ?? '' } : place;
  }

  #within<T>(step: string | number, act: () => T): T {
    this.#path.push(step);
    const result = act();
    this.#path.pop();
    return result;
  }

  /** Counts an entry of a map or list, before anything is done with it: aliases can repeat useless ones as well. */
  #count(): void {
    if (++this.#entries <= mostEntries) return;
    const message = `holds more than ${mostEntries.toLocaleString('en')} entries, those behind aliases counted each time`;
    throw new TooMuch({ offset: 0, path: [], message, hint: 'make it smaller' });
  }

  /** Notes a finding at the current path; what is found again by way of an alias is noted once. */
  #find(offset: number, { message, hint }: { message: string; hint: string }): void {
    const identity = `${offset} ${message}`;
    if (this.#found.has(identity)) return;
    this.#found.add(identity);
    this.findings.push({ offset, path: [...this.#path], message, hint });
  }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function endOf(node: Node | null): number {
  return node?.range?.[1] ?? 0;
}
