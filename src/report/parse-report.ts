import { readFile } from 'node:fs/promises';
import { messageOf, UsageError } from '../shared/errors.ts';
import { packageFile } from '../shared/package-file.ts';
import type { Report } from './report.generated.ts';
import { upgradeReport } from './upgrades/upgrade-report.ts';

/**
 * A report from its text, brought up to the current version where it is of an earlier one.
 * @throws UsageError where it is none, or one of a newer tool
 */
export async function parseReport(text: string, path: string): Promise<Report> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${messageOf(error)}`, { cause: error });
  }
  const report = upgradeReport(data, path);
  const faults = await reportFaults(report);
  if (faults.length === 0) return report as unknown as Report;
  throw new UsageError(`${path} is no report of alimentador: ${faults.slice(0, 5).join('; ')}`);
}

/** Where data differs from the JSON Schema of reports, in words; empty for a valid report. */
export async function reportFaults(data: unknown): Promise<string[]> {
  const { Ajv } = await import('ajv');
  const schema = JSON.parse(await readFile(packageFile('schema/report.schema.json'), 'utf8')) as object;
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, discriminator: true }).compile(schema);
  if (validate(data)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message = 'is invalid' }) => `${instancePath || 'the whole'} ${message}`,
  );
}
