import type { Pace } from '../scenario/scenario.ts';
import { fraction, scaleDown } from '../shared/fraction.ts';
import { Draw, hashName, makeRoot, type Root } from './random.ts';
import { StagedTimes } from './staged-times.ts';

const jitterName = hashName('#jitter');

export interface ScheduleSettings {
  readonly pace: Pace;
  readonly jitterUs: number;
  readonly lanes: number;
  readonly durationUs: number | undefined;
  readonly operations: number | undefined;
}

/**
 * When operation i (from 0) is due: floor(cumulative schedule) + jitter(i), in whole microseconds, never before the
 * operation before it in the same lane. Random access: since jitter is at most lanes x interval (validation sees to it),
 * one look back decides.
 */
export class Schedule {
  readonly closedLoop: boolean;
  /** Number of operations; undefined for an endless plan. */
  readonly count: number | undefined;
  private readonly nominalUs: (number: number) => number;
  private readonly settings: ScheduleSettings;
  private readonly root: Root;
  private readonly draw = new Draw();

  constructor(randomSeed: number | string, settings: ScheduleSettings) {
    this.settings = settings;
    this.root = makeRoot(randomSeed, 'jitter');
    this.closedLoop = settings.pace.kind === 'closedLoop';
    this.nominalUs = nominalTimes(settings.pace);
    const counts = [settings.operations, this.countWithin(settings.durationUs)].filter(count => count !== undefined);
    this.count = counts.length === 0 ? undefined : Math.min(...counts);
  }

  /** Planned length of a finite open loop: its duration, or the time until the operation after its last would be due. */
  get lengthUs(): number | undefined {
    if (this.count === undefined) return undefined;
    const { durationUs, operations } = this.settings;
    return durationUs !== undefined && operations === undefined ? durationUs : this.nominalUs(this.count);
  }

  /** Operations a second that an open loop asks for, on the whole; undefined for a closed one. */
  get perSecond(): number | undefined {
    const { pace } = this.settings;
    if (pace.kind === 'interval') return 1_000_000 / pace.us;
    if (pace.kind === 'rate') return pace.perSecond.numerator / pace.perSecond.denominator;
    const { lengthUs, count } = this;
    return this.closedLoop || !lengthUs || count === undefined ? undefined : (count * 1_000_000) / lengthUs;
  }

  /** Planned time since the start of the stream. A closed loop has no due times: its planned clock ticks 1 ms an operation. */
  dueUs(number: number): number {
    if (this.closedLoop) return number * 1_000;
    const own = this.jitteredUs(number);
    const { lanes, jitterUs } = this.settings;
    return jitterUs > 0 && number >= lanes ? Math.max(own, this.jitteredUs(number - lanes)) : own;
  }

  private jitteredUs(number: number): number {
    const { jitterUs } = this.settings;
    const nominal = this.nominalUs(number);
    if (jitterUs === 0) return nominal;
    this.draw.unit(this.root, number);
    return nominal + this.draw.column(jitterName).below(jitterUs + 1);
  }

  /** How many operations have a nominal time below the duration: a binary search, since nominal times do not decrease. */
  private countWithin(durationUs: number | undefined): number | undefined {
    if (this.closedLoop || durationUs === undefined) return undefined;
    let low = 0;
    let high = 1;
    while (this.nominalUs(high) < durationUs) high *= 2;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.nominalUs(middle) < durationUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function nominalTimes(pace: Pace): (number: number) => number {
  switch (pace.kind) {
    case 'closedLoop':
      return () => 0;
    case 'interval':
      return number => number * pace.us;
    case 'rate': {
      const usPerOperation = fraction(1_000_000 * pace.perSecond.denominator, pace.perSecond.numerator);
      return number => scaleDown(number, usPerOperation);
    }
    case 'stages': {
      const times = new StagedTimes(pace.stages);
      return number => times.nominalUs(number);
    }
  }
}
