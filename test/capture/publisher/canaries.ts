import { alteredCellCanary, alteredKeyCanaries, alteredKindCanary, staleImageCanary } from './canaries/altered.ts';
import { inventedCanaries, staleCanary, unreadableCanaries } from './canaries/invented.ts';
import { CanaryKit, isHit, type CanaryRun, type SinkCanary } from './canaries/kit.ts';
import { lostCanaries, repeatedCanaries, swappedCanary } from './canaries/lost-and-repeated.ts';
import type { ChangeEvent } from './envelopes.ts';
import { faithful, type Tamper } from './publisher.ts';

/** Canaries for one capture, all in one run: each is told from the others by its row. */
export function sinkCanaries(run: CanaryRun): SinkCanary[] {
  const kit = new CanaryKit(run);
  // Those that need two changes of a row come first: few rows have them.
  swappedCanary(kit);
  staleImageCanary(kit);
  lostCanaries(kit);
  repeatedCanaries(kit);
  alteredCellCanary(kit);
  alteredKeyCanaries(kit);
  alteredKindCanary(kit);
  inventedCanaries(kit);
  unreadableCanaries(kit);
  staleCanary(kit);
  return kit.made;
}

/** Fifty changes sent again: a run of their own, since twenty examples of a kind are given. */
export function sentAgainCanary({ plan }: CanaryRun): SinkCanary[] {
  const suits = (event: ChangeEvent): boolean => plan.some(each => isHit(event, each));
  return [{ name: '50 sent again', found: { duplicated: 50 }, examples: [], tamper: again(50, plan.length, suits) }];
}

/** Sends that many changes again, one after the other, once so many have passed. */
function again(count: number, passed: number, suits: (event: ChangeEvent) => boolean): Tamper {
  const kept: ChangeEvent[] = [];
  let came = 0;
  return event => {
    came += 1;
    if (kept.length < count && suits(event)) kept.push(event);
    return came === passed ? [event, ...kept] : [event];
  };
}

/** All of them, one after the other. */
export function together(canaries: readonly SinkCanary[]): Tamper {
  return canaries
    .map(({ tamper }) => tamper)
    .reduce<Tamper>((all, next) => event => all(event).flatMap(next), faithful);
}
