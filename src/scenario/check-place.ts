import type { CaptureFile } from './scenario-file.generated.ts';

/**
 * Where a check runs that is `on` something: `source`, or the name of a capture of kind table.
 * @param place such a name, or `replica` for the only such capture
 * @returns undefined where the scenario has no such place
 */
export function placeOf(place: string, captures: readonly CaptureFile[]): string | undefined {
  const replicas = captures.flatMap(({ kind, name }) => (kind === 'table' ? [name] : []));
  if (place === 'source' || replicas.includes(place)) return place;
  return place === 'replica' && replicas.length === 1 ? replicas[0] : undefined;
}
