import type { Report } from '../report/report.generated.ts';
import { UsageError } from '../shared/errors.ts';
import type { FacingCaptures } from './comparison.generated.ts';
import { both, type Both, type SideInput } from './side-input.ts';

type Kind = FacingCaptures['kind'];

/**
 * Which captures are held against each other: those that are asked for; else those of one name; else, of references,
 * connectors and tables, the single one of each side.
 * @throws UsageError where a capture that is asked for is not there, or nothing can face it
 */
export function facingCaptures(sides: Both<SideInput>): { facing: FacingCaptures[]; warnings: string[] } {
  const kinds = both(sides, kindsOf);
  const chosen = both(sides, ({ capture }) => capture);
  if (chosen.base !== undefined || chosen.candidate !== undefined) {
    const base = chosen.base ?? opposite(chosen.candidate!, kinds.candidate, kinds.base, 'base');
    const candidate = chosen.candidate ?? opposite(chosen.base!, kinds.base, kinds.candidate, 'candidate');
    return { facing: [pair(base, candidate, kinds)], warnings: [] };
  }
  const named = [...kinds.base].filter(([name, kind]) => kinds.candidate.get(name) === kind).map(([name]) => name);
  const facing = named.map(name => pair(name, name, kinds));
  for (const kind of ['reference', 'connector', 'table'] as const) {
    const base = single(kinds.base, kind);
    const candidate = single(kinds.candidate, kind);
    if (base !== undefined && candidate !== undefined && base !== candidate) facing.push(pair(base, candidate, kinds));
  }
  return { facing, warnings: leftOver(kinds, facing) };
}

/** The captures that all runs of a side have. */
function kindsOf({ runs, capture: chosen }: SideInput): Map<string, Kind> {
  const [first, ...others] = runs;
  const kinds = new Map(
    Object.entries(first!.report.captures)
      .filter(([name]) => others.every(({ report }) => Object.hasOwn(report.captures, name)))
      .map(([name, capture]) => [name, kindOf(capture)]),
  );
  if (chosen === undefined || kinds.has(chosen)) return kinds;
  const lacking = runs.find(({ report }) => !Object.hasOwn(report.captures, chosen))!;
  throw new UsageError(`${lacking.file} has no capture ${chosen}`, {
    hint: `it has ${Object.keys(lacking.report.captures).join(', ') || 'none'}`,
  });
}

function kindOf({ kind }: Report['captures'][string]): Kind {
  const word: string = kind;
  return word === 'slot' ? 'reference' : word === 'table' ? 'table' : 'connector';
}

function opposite(name: string, own: Map<string, Kind>, others: Map<string, Kind>, side: string): string {
  if (others.get(name) === own.get(name)) return name;
  const found = single(others, own.get(name)!);
  if (found !== undefined) return found;
  throw new UsageError(`nothing in the ${side} can face the capture ${name}`, {
    hint: `choose one with #: ${[...others.keys()].join(', ') || 'there is none'}`,
  });
}

function single(kinds: Map<string, Kind>, kind: Kind): string | undefined {
  const names = [...kinds].filter(([, each]) => each === kind).map(([name]) => name);
  return names.length === 1 ? names[0] : undefined;
}

function pair(base: string, candidate: string, kinds: Both<Map<string, Kind>>): FacingCaptures {
  const [before, after] = [kinds.base.get(base)!, kinds.candidate.get(candidate)!];
  if ((before === 'table') !== (after === 'table')) {
    throw new UsageError(`the replica ${base} and the capture ${candidate} measure different things`, {
      hint: 'compare two captures of change events, or two of kind table',
    });
  }
  return {
    name: base === candidate ? base : `${base} / ${candidate}`,
    base,
    candidate,
    kind: before === after ? before : 'connector',
  };
}

function leftOver(kinds: Both<Map<string, Kind>>, facing: readonly FacingCaptures[]): string[] {
  return (['base', 'candidate'] as const).flatMap(side => {
    const faced = new Set(facing.map(each => each[side]));
    const names = [...kinds[side].keys()].filter(name => !faced.has(name));
    if (names.length === 0) return [];
    return [`not compared: ${names.join(', ')} of the ${side} ${names.length === 1 ? 'has' : 'have'} no counterpart`];
  });
}
