import { UsageError } from '../shared/errors.ts';
import type { Both, SideInput } from './side-input.ts';

/**
 * Whether both sides are the same runs, of which two captures are compared.
 * @throws UsageError where a run is on both sides otherwise: it would be compared with itself
 */
export function sameRuns({ base, candidate }: Both<SideInput>): boolean {
  const names = new Set(base.runs.map(({ file }) => file));
  const shared = candidate.runs.filter(({ file }) => names.has(file));
  if (shared.length === 0) return false;
  const isSame = shared.length === candidate.runs.length && names.size === shared.length;
  if (isSame && base.capture !== candidate.capture) return true;
  throw new UsageError(`${shared[0]!.file} is on both sides`, {
    hint: 'two captures of one run are compared by run.json#one run.json#other',
  });
}
