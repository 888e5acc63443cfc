import { readFile } from 'node:fs/promises';
import { messageOf, UsageError } from '../shared/errors.ts';
import { packageFile } from '../shared/package-file.ts';
import type { Report } from './report.generated.ts';

const currentVersion = 1;

/**
 * A report from its text.
 * @throws UsageError where it is none, or one of a newer tool
 */
export async function parseReport(text: string, path: string): Promise<Report> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${messageOf(error)}`, { cause: error });
  }
  const version = (data as { reportVersion?: unknown } | null)?.reportVersion;
  if (typeof version === 'number' && version > currentVersion) {
    const hint = 'use the version of alimentador that wrote it, or a later one';
    throw new UsageError(`${path} has report version ${version}; this tool knows up to ${currentVersion}`, { hint });
  }
  const faults = await reportFaults(data);
  if (faults.length === 0) return data as Report;
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
