import { fileURLToPath } from 'node:url';

/**
 * Absolute path of a file that ships with the package, given its path from the package's root (`sql/...`, `schema/...`).
 * src/ and dist/ lie equally deep, so the same relative address serves both.
 */
export function packageFile(pathFromRoot: string): string {
  return fileURLToPath(new URL(`../../${pathFromRoot}`, import.meta.url));
}
