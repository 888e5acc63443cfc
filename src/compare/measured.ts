import type { Metric } from './comparison.generated.ts';
import type { Both } from './side-input.ts';

/** What one side's runs say of a metric. */
export interface Sample {
  readonly runs: readonly (number | null)[];
  /** The value of the side as a whole. */
  readonly value: number | null;
}

/** A metric before it is judged. */
interface Measured extends Pick<Metric, 'id' | 'name' | 'label' | 'capture' | 'path' | 'unit'>, Both<Sample> {}

/** A count of which any increase is a regression. */
export interface ExactMeasured extends Measured {
  /** Of how many each run's count is: changes, operations, or 1. Closed loops end after different numbers of operations. */
  readonly outOf: Both<readonly number[]>;
  /** False: more of it is allowed. */
  readonly decides: boolean;
  /** Why it cannot be compared, if so. */
  readonly incomparable: string | undefined;
}

/** A time, rate or size that differs from run to run. */
export interface NoisyAsked extends Measured, Pick<Metric, 'betterWhen'> {
  /** Whether it is a primary metric where one of its name is. */
  readonly mayDecide: boolean;
  /** Why it cannot be compared, if so. */
  readonly incomparable: string | undefined;
}

/** The same with how it is to be judged. */
export interface NoisyMeasured extends NoisyAsked {
  readonly decides: boolean;
  readonly tolerance: number;
  readonly floor: number;
}
