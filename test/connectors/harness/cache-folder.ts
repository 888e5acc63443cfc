import { mkdirSync, mkdtempSync, renameSync, existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloads are kept between runs, outside of the repository: ALIMENTADOR_TEST_CACHE, else alimentador/ in
 * XDG_CACHE_HOME, else in ~/.cache. Everything in it can be deleted at any time; the next run fetches it again.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { ALIMENTADOR_TEST_CACHE: own, XDG_CACHE_HOME: caches } = environment;
  if (own) return own;
  return join(caches || join(homedir(), '.cache'), 'alimentador');
}

/**
 * A folder of the cache that is made once: whole, or not at all, and by whoever comes first where several make it.
 * @param name inside the cache folder, with the version in it
 * @param fill puts the content into an empty folder
 * @returns the folder's path
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const place = join(cacheFolder(), name);
  if (existsSync(place)) return place;
  mkdirSync(cacheFolder(), { recursive: true });
  const unfinished = mkdtempSync(join(cacheFolder(), '.unfinished-'));
  try {
    await fill(unfinished);
    renameSync(unfinished, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return place;
}
