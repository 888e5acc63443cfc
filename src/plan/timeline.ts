import { Schedule, type ScheduleSettings } from './schedule.ts';

/** A stream that went before on the same rows: how it was paced, and how many operations of each lane it took. */
export interface EarlierStream {
  readonly schedule: ScheduleSettings;
  readonly operationsPerLane: readonly number[];
}

interface Stretch {
  readonly schedule: Schedule;
  /** Planned time at which the stretch begins. */
  readonly startUs: number;
  /** First operation of each lane, counted within the lane. */
  readonly from: readonly number[];
}

/**
 * Planned time over all streams on the same rows: one stretch a stream, one behind the other. Each stretch counts its
 * operations from 0, and begins where the planned time of the one before it ended.
 */
export class Timeline {
  /** Planned time at which the last stretch begins. */
  readonly startUs: number;
  private readonly stretches: readonly Stretch[];
  private readonly last: Stretch;
  private readonly lanes: number;

  /** @param schedule that of the stream to come, or of the only one */
  constructor(randomSeed: number | string, schedule: Schedule, lanes: number, earlier: readonly EarlierStream[]) {
    this.lanes = lanes;
    let [startUs, from] = [0, Array<number>(lanes).fill(0)];
    const before = earlier.map(({ schedule: settings, operationsPerLane }) => {
      const stretch = { schedule: new Schedule(randomSeed, settings), startUs, from };
      startUs += plannedLengthUs(stretch.schedule, operationsPerLane);
      from = from.map((count, lane) => count + operationsPerLane[lane]!);
      return stretch;
    });
    this.last = { schedule, startUs, from };
    this.startUs = startUs;
    this.stretches = [...before, this.last];
  }

  /** Operations of each lane that went before the last stretch. */
  get earlierPerLane(): readonly number[] {
    return this.last.from;
  }

  /** Planned time of a lane's operation, both counted from 0. */
  dueUs(lane: number, operation: number): number {
    const { schedule, startUs, from } = this.stretchOf(lane, operation);
    return startUs + schedule.dueUs((operation - from[lane]!) * this.lanes + lane);
  }

  /** Whether a finite plan has no such operation any more. */
  isOver(lane: number, operation: number): boolean {
    const { schedule, from } = this.last;
    return schedule.count !== undefined && (operation - from[lane]!) * this.lanes + lane >= schedule.count;
  }

  private stretchOf(lane: number, operation: number): Stretch {
    if (operation >= this.last.from[lane]!) return this.last;
    return this.stretches.findLast(stretch => stretch.from[lane]! <= operation)!;
  }
}

/**
 * A stream that took its whole plan is as long as its schedule, one that ended early as long as what it took; and jitter may
 * put the last due time behind the end of the schedule.
 */
function plannedLengthUs(schedule: Schedule, operationsPerLane: readonly number[]): number {
  const { length: lanes } = operationsPerLane;
  const taken = operationsPerLane.reduce((a, b) => a + b, 0);
  // The planned clock of a closed loop ticks behind each operation.
  const tickUs = schedule.closedLoop ? 1_000 : 0;
  const ends = operationsPerLane.map((count, lane) =>
    count === 0 ? 0 : schedule.dueUs((count - 1) * lanes + lane) + tickUs,
  );
  return Math.max(taken === schedule.count ? schedule.lengthUs! : 0, ...ends);
}
