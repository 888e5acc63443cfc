import { compareSettings, type CompareSettings, type CompareWords } from '../scenario/compare-settings.ts';
import type { Both, SideInput } from './side-input.ts';

/**
 * How the noisy metrics are judged: as the scenario of the candidate's last run says, with what the user says instead.
 * @throws UsageError where a text is no tolerance, floor or metric
 */
export function settingsOf({ candidate }: Both<SideInput>, instead: CompareWords): CompareSettings {
  const { resolved } = candidate.runs.at(-1)!.report.scenario;
  const { compare = {} } = resolved as { compare?: CompareWords };
  return compareSettings({
    primary: instead.primary ?? compare.primary,
    tolerance: { ...compare.tolerance, ...instead.tolerance },
    floor: { ...compare.floor, ...instead.floor },
  });
}
