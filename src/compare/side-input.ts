import type { Report } from '../report/report.generated.ts';

/** A report and the file that it is from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/** One side of a comparison as it is asked for: at least one report of the same workload. */
export interface SideInput {
  /** As the user calls it. */
  readonly name: string | undefined;
  /** The only capture that is asked about; undefined: whichever face each other. */
  readonly capture: string | undefined;
  readonly runs: readonly NamedReport[];
}

/** Both sides of something. */
export interface Both<T> {
  readonly base: T;
  readonly candidate: T;
}

/** The same of both sides. */
export function both<From, To>({ base, candidate }: Both<From>, of: (side: From) => To): { base: To; candidate: To } {
  return { base: of(base), candidate: of(candidate) };
}
