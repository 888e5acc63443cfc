import { UsageError } from '../../shared/errors.ts';

/** A side as it was typed. */
export interface SideWords {
  readonly name: string | undefined;
  /** Reports and folders of reports. */
  readonly paths: readonly string[];
  readonly capture: string | undefined;
}

/**
 * Reads `[name=]path[#capture],...`. What exists as it is typed is one path, whatever characters it has.
 * @throws UsageError where there is no path, or the paths name different captures
 */
export function sideWords(typed: string, exists: (path: string) => boolean): SideWords {
  if (exists(typed)) return { name: undefined, paths: [typed], capture: undefined };
  const [, name, list = ''] = /^(?:([^=/\\#,]+)=)?(.*)$/s.exec(typed) ?? [];
  const parts = exists(list)
    ? [{ path: list, capture: undefined }]
    : list.split(',').map(part => pathAndCapture(part, exists));
  const captures = new Set(parts.map(({ capture }) => capture));
  if (parts.some(({ path }) => path === '')) {
    throw new UsageError(`"${typed}" lacks a path`, { hint: 'write report.json, name=one.json,two.json or a folder' });
  }
  if (captures.size > 1) {
    const hint = 'give all of them the same #capture, or none';
    throw new UsageError(`the reports of "${typed}" name different captures`, { hint });
  }
  return { name, paths: parts.map(({ path }) => path), capture: [...captures][0] };
}

function pathAndCapture(
  part: string,
  exists: (path: string) => boolean,
): { path: string; capture: string | undefined } {
  const place = part.lastIndexOf('#');
  if (place === -1 || exists(part)) return { path: part, capture: undefined };
  return { path: part.slice(0, place), capture: part.slice(place + 1) };
}
