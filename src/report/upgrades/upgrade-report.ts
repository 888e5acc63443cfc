import { UsageError } from '../../shared/errors.ts';
import { version0To1 } from './version-0-to-1.ts';

/** A report as it was read: of some version, and not yet held against a schema. */
export type ReportData = Readonly<Record<string, unknown>>;

/**
 * Makes of a report of one version one of the next; its version is set by the caller. What it is given may hold anything:
 * parts that are not there stay away, and the current schema says so afterwards.
 */
type Upgrade = (report: ReportData) => ReportData;

/** At each place the step from the version of that number to the next one. */
const upgrades: readonly Upgrade[] = [version0To1];

/** The version that this tool writes. A test holds the schema to it. */
export const currentVersion = upgrades.length;

/**
 * A report of any version up to ours as one of ours, step by step.
 * @throws UsageError where it is of a newer version, or says none
 */
export function upgradeReport(data: unknown, path: string): ReportData {
  const report = isPlainObject(data) ? data : {};
  const version = versionOf(report, path);
  return upgrades
    .slice(version)
    .reduce<ReportData>((older, upgrade, index) => ({ ...upgrade(older), reportVersion: version + index + 1 }), report);
}

function versionOf({ reportVersion: version, tool }: ReportData, path: string): number {
  if (version === undefined) throw new UsageError(`${path} is no report of alimentador: it has no reportVersion`);
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
    throw new UsageError(`${path} is no report of alimentador: its reportVersion is no whole number from 0`);
  }
  if (version <= currentVersion) return version;
  const message = `${path} has report version ${version}; this tool knows up to ${currentVersion}`;
  throw new UsageError(message, { hint: `use ${writerOf(tool)}, or a later version` });
}

function writerOf(tool: unknown): string {
  const version = isPlainObject(tool) ? tool['version'] : undefined;
  // Only what looks like a version is shown: the text could hold anything.
  const isVersion = typeof version === 'string' && /^\d+\.\d+\.\d+[\w.+-]{0,40}$/.test(version);
  return isVersion ? `alimentador ${version}, which wrote it` : 'the version of alimentador that wrote it';
}

function isPlainObject(value: unknown): value is ReportData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
