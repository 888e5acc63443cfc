import type { Event, Model } from '../model/model.ts';
import type { StepPlan } from './workload.ts';

/** One event, ready to be planned. */
export interface EventPlan {
  readonly event: Event;
  readonly steps: readonly StepPlan[];
}

/**
 * For each event: itself, then its substitutes in turn: weighted events of the same kind, cyclic in the file's order, then
 * of any kind (design §3.2).
 */
export function eventsInTurn(
  { events }: Model,
  weights: readonly number[],
  steps: readonly StepPlan[],
): readonly (readonly EventPlan[])[] {
  const plans = events.map(event => ({ event, steps: event.steps.map(step => steps[step.id]!) }));
  return plans.map((wanted, index) => {
    const others = [...plans.slice(index + 1), ...plans.slice(0, index)];
    const weighted = others.filter(({ event }) => weights[event.index]! > 0);
    const isAlike = ({ event }: EventPlan): boolean => event.kind === wanted.event.kind;
    return [wanted, ...weighted.filter(isAlike), ...weighted.filter(plan => !isAlike(plan))];
  });
}
