import { readFileSync } from 'node:fs';
import { packageFile } from '../shared/package-file.ts';

/** A statement from `sql/<name>.sql`. */
export function sqlFile(name: string): string {
  return readFileSync(packageFile(`sql/${name}.sql`), 'utf8').trim();
}

/**
 * A statement whose `{places}` are filled with ready-made SQL: quoted identifiers and literals, which cannot be parameters.
 * @throws Error when a place is not filled, which is a defect of ours
 */
export function filledSql(name: string, parts: Readonly<Record<string, string>>): string {
  return sqlFile(name).replace(/\{(\w+)\}/g, (_, place: string) => {
    const part = parts[place];
    if (part === undefined) throw new Error(`sql/${name}.sql: {${place}} is not filled`);
    return part;
  });
}
