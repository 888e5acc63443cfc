import { parseConnectionUrl } from '../../shared/connection-url.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

/** A URL that libpq could not read, and schema names that PostgreSQL or the tool keeps for itself. */
export function databaseProblems(file: YamlFile, { database = {} }: ScenarioFile): Problem[] {
  const faults = {
    url: urlFault(database.url),
    replicationUrl: urlFault(database.replicationUrl),
    schema: schemaFault(database.schema),
  };
  return Object.entries(faults).flatMap(([key, fault]) =>
    fault === undefined ? [] : [file.problem(['database', key], fault)],
  );
}

function urlFault(url: string | undefined): string | undefined {
  try {
    if (url !== undefined) parseConnectionUrl(url);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return error.message;
  }
}

function schemaFault(schema: string | undefined): string | undefined {
  if (schema === undefined) return undefined;
  if (schema.includes('\0') || Buffer.byteLength(schema) > 63)
    return 'is no name for PostgreSQL: more than 63 bytes, or a zero byte';
  if (/^pg_|^information_schema$/.test(schema)) return `"${schema}" is one of PostgreSQL's own schemas`;
  if (schema === '$user') return '"$user" stands for the name of the user in a search_path, not for a schema';
  if (schema === 'alimentador') return '"alimentador" is the schema of the tool itself';
  return undefined;
}
