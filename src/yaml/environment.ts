/** What a reference in a text cannot be replaced for. */
export interface SubstitutionFault {
  /** How the faulty reference begins in the text, to find it there. */
  readonly marker: string;
  readonly message: string;
  readonly hint: string;
}

/** Replaces the references of one file and remembers which variables it took. */
export interface Substitution {
  /** The text with its references replaced; as it was where there are faults. */
  substitute(text: string): { text: string; faults: readonly SubstitutionFault[] };
  /** Variables whose value went into a text, and so into the file's data: it may be a secret. */
  readonly variables: ReadonlySet<string>;
}

type Part = string | { readonly name: string; readonly fallback: readonly Part[] | undefined };

const deepestNesting = 20;
const longestText = 5_000_000;

/**
 * `${NAME}` is the value of an environment variable, `${NAME:-default}` the default where it is unset or empty (as in
 * the shell and in Compose). A default may hold references and ends at the first `}` that closes none of them;
 * `$${` is a literal `${`.
 */
export function environmentSubstitution(environment: Readonly<Record<string, string | undefined>>): Substitution {
  const variables = new Set<string>();
  let spent = 0;

  const expand = (parts: readonly Part[], faults: SubstitutionFault[]): string => {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else text += valueOf(part, faults);
    }
    return text;
  };

  const valueOf = ({ name, fallback }: Exclude<Part, string>, faults: SubstitutionFault[]): string => {
    // Own properties only: `${constructor}` is no variable.
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value !== undefined && (value !== '' || fallback === undefined)) {
      variables.add(name);
      spent += value.length;
      return spent > longestText ? '' : value;
    }
    if (fallback !== undefined) return expand(fallback, faults);
    faults.push(unset(name));
    return '';
  };

  const substitute = (text: string): { text: string; faults: readonly SubstitutionFault[] } => {
    if (!text.includes('${')) return { text, faults: [] };
    const parsed = parseParts(text, 0, 0);
    if ('fault' in parsed) return { text, faults: [parsed.fault] };
    const faults: SubstitutionFault[] = [];
    const expanded = expand(parsed.parts, faults);
    if (spent > longestText) faults.push(tooLong);
    return faults.length > 0 ? { text, faults } : { text: expanded, faults };
  };

  return { substitute, variables };
}

/** Parts of a text from an index on; `end` is behind the text, or in a default (depth > 0) at the `}` that closes it. */
function parseParts(
  text: string,
  from: number,
  depth: number,
): { parts: Part[]; end: number } | { fault: SubstitutionFault } {
  const parts: Part[] = [];
  const token = /\$\$\{|\$\{|\}/g;
  let at = from;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) {
      parts.push(text.slice(at));
      return { parts, end: text.length };
    }
    parts.push(text.slice(at, match.index));
    if (match[0] === '}') {
      if (depth > 0) return { parts, end: match.index };
      parts.push('}');
      at = match.index + 1;
    } else if (match[0] === '$${') {
      parts.push('${');
      at = match.index + 3;
    } else {
      const reference = parseReference(text, match.index, depth);
      if ('fault' in reference) return reference;
      parts.push(reference.part);
      at = reference.end;
    }
  }
}

/** The reference that begins at an index; `end` is behind its `}`. */
function parseReference(
  text: string,
  start: number,
  depth: number,
): { part: Part; end: number } | { fault: SubstitutionFault } {
  const opening = /\$\{([A-Za-z_][A-Za-z0-9_]*)(\}|:-)/y;
  opening.lastIndex = start;
  const [whole, name, after] = opening.exec(text) ?? [];
  if (whole === undefined || name === undefined) return { fault: malformed(text, start) };
  if (after === '}') return { part: { name, fallback: undefined }, end: start + whole.length };
  if (depth >= deepestNesting) return { fault: tooDeep(whole) };
  const fallback = parseParts(text, start + whole.length, depth + 1);
  if ('fault' in fallback) return fallback;
  if (text[fallback.end] !== '}') return { fault: unclosed(`\${${name}`) };
  return { part: { name, fallback: fallback.parts }, end: fallback.end + 1 };
}

function malformed(text: string, start: number): SubstitutionFault {
  const close = text.indexOf('}', start);
  const line = text.indexOf('\n', start);
  const name = /^\$\{\w{0,80}/.exec(text.slice(start, start + 100))![0];
  if (close === -1 || (line !== -1 && line < close)) return unclosed(name);
  const reference = text.slice(start, Math.min(close + 1, start + 80));
  return {
    marker: name,
    message: `${JSON.stringify(reference)} is neither \${NAME} nor \${NAME:-default}`,
    hint: 'write $${ for a literal ${',
  };
}

function unclosed(marker: string): SubstitutionFault {
  return { marker, message: `"${marker}" is not closed`, hint: 'add the }, or write $${ for a literal ${' };
}

function tooDeep(marker: string): SubstitutionFault {
  const message = `defaults are nested deeper than ${deepestNesting} levels`;
  return { marker, message, hint: 'set the variable, and use fewer defaults' };
}

const tooLong: SubstitutionFault = {
  marker: '${',
  message: 'the values of the environment variables of this file are longer than 5 MB together',
  hint: 'use fewer or shorter ones',
};

function unset(name: string): SubstitutionFault {
  const hint = `set ${name}, or write \${${name}:-default}`;
  return { marker: `\${${name}}`, message: `the environment variable ${name} is not set`, hint };
}
