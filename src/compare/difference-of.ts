import type { Metric } from './comparison.generated.ts';

/** Candidate less base. */
export function differenceOf(base: number | null, candidate: number | null): Metric['difference'] {
  if (base === null || candidate === null) return { absolute: null, relative: null };
  const absolute = candidate - base;
  return { absolute, relative: base === 0 ? null : absolute / base };
}
