import { didYouMean } from '../shared/did-you-mean.ts';
import { UsageError } from '../shared/errors.ts';
import { parseBytes } from '../shared/bytes.ts';
import { parseDurationUs } from '../shared/duration.ts';
import { parseRate } from '../shared/rate.ts';

/** Noisy metrics that share a tolerance and a floor. */
export const comparedFamilies = ['throughput', 'latency', 'lag', 'drain', 'retainedWal', 'converged'] as const;

export type ComparedFamily = (typeof comparedFamilies)[number];

/** Names of noisy metrics, as `compare.primary` takes them. */
const noisyMetricNames = [
  'throughput',
  'latency.p50',
  'latency.p95',
  'latency.p99',
  'lag.p50',
  'lag.p95',
  'lag.p99',
  'drain',
  'retainedWal',
  'converged',
] as const;

/** How noisy metrics are judged. */
export interface CompareSettings {
  /** Names of the metrics that decide. */
  readonly primary: readonly string[];
  /** Fractions of the base. */
  readonly tolerance: Readonly<Record<ComparedFamily, number>>;
  /** In the metrics' units: milliseconds, bytes, operations a second. */
  readonly floor: Readonly<Record<ComparedFamily, number>>;
}

/** The key `compare` of a scenario, or what is said in its stead, in words. */
export interface CompareWords {
  readonly primary?: readonly string[] | undefined;
  readonly tolerance?: Readonly<Record<string, string>> | undefined;
  readonly floor?: Readonly<Record<string, string>> | undefined;
}

type Filled = { readonly [Key in keyof Required<CompareWords>]: NonNullable<CompareWords[Key]> };

const defaults = {
  primary: ['throughput', 'latency.p99', 'lag.p99'],
  tolerance: { throughput: '5%', latency: '10%', lag: '10%', drain: '20%', retainedWal: '20%', converged: '20%' },
  floor: { throughput: '0/s', latency: '1ms', lag: '5ms', drain: '1s', retainedWal: '16MiB', converged: '1s' },
} as const;

/** The key `compare` with every default filled in, in the file's words. */
export function filledCompare({ primary, tolerance, floor }: CompareWords = {}): Filled {
  return {
    primary: primary ?? defaults.primary,
    tolerance: { ...defaults.tolerance, ...tolerance },
    floor: { ...defaults.floor, ...floor },
  };
}

/**
 * The settings that the words mean; of a report that was written before there were any, the defaults.
 * @throws UsageError where a word means nothing
 */
export function compareSettings(written: CompareWords): CompareSettings {
  const { primary, tolerance, floor } = filledCompare(written);
  for (const name of primary) checkName('primary metric', name, noisyMetricNames);
  for (const name of [...Object.keys(tolerance), ...Object.keys(floor)]) checkName('metric', name, comparedFamilies);
  const each = <T>(of: (family: ComparedFamily) => T): Record<ComparedFamily, T> => {
    return Object.fromEntries(comparedFamilies.map(family => [family, of(family)])) as Record<ComparedFamily, T>;
  };
  return {
    primary,
    tolerance: each(family => parseTolerance(tolerance[family]!) ?? refuse(family, 'tolerance', tolerance[family]!)),
    floor: each(family => parseFloor(family, floor[family]!) ?? refuse(family, 'floor', floor[family]!)),
  };
}

function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = didYouMean(name, known);
  const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean "${near}"?`;
  throw new UsageError(`${name} is no ${what} of comparisons`, { hint });
}

function refuse(family: ComparedFamily, what: 'tolerance' | 'floor', text: string): never {
  const example = { ...defaults[what] }[family];
  throw new UsageError(`"${text}" is no ${what} of ${family}`, { hint: `write it as ${example}` });
}

/** `15%` as 0.15; undefined where the text is no percentage. */
function parseTolerance(text: string): number | undefined {
  return /^\d{1,4}(?:\.\d{1,2})?%$/.test(text) ? Number(text.slice(0, -1)) / 100 : undefined;
}

/** A floor in the unit of the family's metrics; undefined where the text is no duration, size or rate. */
function parseFloor(family: ComparedFamily, text: string): number | undefined {
  if (family === 'retainedWal') return parseBytes(text);
  if (family === 'throughput') {
    const rate = parseRate(text);
    return rate === undefined ? undefined : rate.numerator / rate.denominator;
  }
  const us = parseDurationUs(text);
  return us === undefined ? undefined : us / 1_000;
}
