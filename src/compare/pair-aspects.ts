import type { Report } from '../report/report.generated.ts';
import { faultsOf, type Aspect } from './aspects.ts';
import type { FacingCaptures } from './comparison.generated.ts';

/** An aspect of a run that belongs to one of its captures. */
export interface PairAspect extends Omit<Aspect, 'of'> {
  readonly of: (report: Report, capture: string) => string;
}

/** What must be alike of two captures that face each other: what was done to their connectors, and what lags count from. */
export function pairAspects({ name, kind }: FacingCaptures): PairAspect[] {
  const faults: PairAspect = { what: `faults of ${name}`, weight: 'refused', of: faultsOf };
  if (kind === 'table') return [faults];
  return [faults, { what: `lagSource of ${name}`, weight: 'warning', of: lagSourceOf }];
}

function lagSourceOf({ captures }: Report, name: string): string {
  const capture = captures[name];
  return capture !== undefined && 'lagSource' in capture ? capture.lagSource : 'unknown';
}
