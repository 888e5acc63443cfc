/** Something measured: what a bench gives back and `run.ts` writes down. */
export interface Figure {
  readonly name: string;
  /** What is counted, for example `operations/s`. */
  readonly unit: string;
  /** Median of the rounds. */
  readonly value: number;
  readonly rounds: readonly number[];
  /** The same work, or a bound of it, measured in turn with the figure in each round. */
  readonly against: Reference | undefined;
  /** What the design asks for (design.md §11), in words. */
  readonly goal: string;
}

interface Reference {
  readonly name: string;
  /** Median, in the figure's unit. */
  readonly value: number;
  /** Median of the rounds' figure divided by reference: above 1 is faster than the reference. */
  readonly ratio: number;
}

/** A bench file's default export. */
export type Bench = () => Promise<readonly Figure[]>;

/** Does the work once. @returns how many units of it were done */
type Work = () => number;

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly goal: string;
  readonly work: Work;
  readonly against?: { readonly name: string; readonly work: Work };
}

const warmUps = 2;
const rounds = 7;

/** Measures work and reference side by side: what disturbs the machine meets both, so that their ratio stays. */
export function measure({ name, unit, goal, work, against }: Measured): Figure {
  const [own, other]: [number[], number[]] = [[], []];
  for (let round = -warmUps; round < rounds; round++) {
    // Who goes first changes from round to round: neither always meets the other's garbage.
    const isFirst = round % 2 === 0;
    const before = isFirst ? perSecond(work) : undefined;
    const reference = against === undefined ? 0 : perSecond(against.work);
    const value = before ?? perSecond(work);
    if (round < 0) continue;
    own.push(value);
    other.push(reference);
  }
  const ratios = own.map((value, round) => value / other[round]!);
  const reference =
    against === undefined ? undefined : { name: against.name, value: median(other), ratio: median(ratios) };
  return { name, unit, value: median(own), rounds: own, against: reference, goal };
}

function perSecond(work: Work): number {
  const startMs = performance.now();
  const units = work();
  return (units * 1_000) / (performance.now() - startMs);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** The spread of values: their standard deviation in percent of their mean. */
export function cvPercent(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return (100 * Math.sqrt(squares / (values.length - 1))) / mean;
}
