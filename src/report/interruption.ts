import type { Report } from './report.generated.ts';

const begin = 'interrupted by ';

/** Why a run that a signal cut short is incomplete. The normal end of a stream until-stopped is no interruption. */
export function interruptionReason(signal: string): string {
  return `${begin}${signal}`;
}

/**
 * The signal that cut a run short; undefined where none did. A verdict does not say it: what is cut short and wrong is
 * failed. Counts do not either: a plan as fast as possible has no end that they could fall short of.
 */
export function interruptionOf({ reasons }: Pick<Report, 'reasons'>): string | undefined {
  return reasons.find(reason => /^interrupted by SIG[A-Z]+$/.test(reason))?.slice(begin.length);
}
