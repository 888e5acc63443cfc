import { Composer, type Document, isScalar, Lexer, type LineCounter, Parser } from 'yaml';
import type { Finding } from './finding.ts';
import { syntaxFinding } from './syntax-finding.ts';

// Composing is recursive, and a stack overflow inside of it can end the process ("RegExpCompiler Allocation failed"):
// no error that could be caught. The parser is not recursive, so it is stopped here, well above what data may have.
const deepestParsed = 110;

// 200,000 entries need some 1.4 million of them; 6 million (5 MB of commas) take 15 seconds.
const mostLexemes = 2_000_000;

const mostErrors = 100;

/** A YAML text as the `yaml` package's nodes, and what is wrong with its syntax. */
export interface Parsed {
  /** Missing when there is nothing in the text, or too much. With errors: what could be made of it. */
  readonly document?: Document;
  /** At most 100 errors, and warnings. */
  readonly findings: readonly Finding[];
}

/** Parses one YAML 1.2 document in the core schema, whatever a %YAML directive says; `lines` learns where lines begin. */
export function parseYaml(text: string, lines: LineCounter): Parsed {
  const { tokens, stopped } = parseTokens(text, lines);
  if (stopped?.reason === 'long') {
    const message = `has more parts than are read (${mostLexemes.toLocaleString('en')})`;
    return { findings: [{ offset: 0, path: [], message, hint: 'make it smaller' }] };
  }
  const [document, second] = compose(tokens, text.length);
  if (document === undefined) return { findings: [] };

  // What is open where the parser was stopped is no error of the user's.
  const end = stopped?.offset ?? Infinity;
  const errors = document.errors.filter(error => error.pos[0] < end).slice(0, mostErrors);
  const findings = errors.map(error => syntaxFinding(error, text));
  if (stopped !== undefined && findings.length === 0) return { findings: [tooDeep(stopped.offset)] };
  // Unknown tags are warnings to the package; the walk over the nodes reports them with their path.
  const warnings = document.warnings.filter(warning => warning.code !== 'TAG_RESOLVE_FAILED').slice(0, mostErrors);
  for (const warning of warnings) findings.push({ ...syntaxFinding(warning, text), severity: 'warning' });
  if (second !== undefined) findings.push(severalDocuments(second.range[0]));
  return isNothing(document.contents) ? { findings } : { document, findings };
}

/** True for no node, and for the one that `---` makes alone. */
function isNothing(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

type Token = Parameters<Composer['next']>[0];

interface Tokens {
  readonly tokens: readonly Token[];
  /** Where the parser was stopped, if it was: what follows would cost much and tell nothing more. */
  readonly stopped?: { readonly reason: 'long' | 'deep' | 'errors'; readonly offset: number };
}

function parseTokens(text: string, lines: LineCounter): Tokens {
  const parser = new Parser(lines.addNewLine);
  const tokens: Token[] = [];
  let [lexemes, errors] = [0, 0];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    lexemes++;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
    const long = lexemes > mostLexemes ? 'long' : undefined;
    const deep = parser.stack.length > deepestParsed ? 'deep' : undefined;
    const reason = long ?? deep ?? (errors > mostErrors ? 'errors' : undefined);
    if (reason === undefined) continue;
    const { offset } = parser;
    return { tokens: [...tokens, ...parser.end()], stopped: { reason, offset } };
  }
  return { tokens: [...tokens, ...parser.end()] };
}

function compose(tokens: Iterable<Token>, length: number): Document.Parsed[] {
  // Keys are compared in the walk: the package compares each with each (2 s for 30,000) and leaves `1` and "1" apart.
  const options = { strict: true, uniqueKeys: false, schema: 'core', merge: false, resolveKnownTags: false } as const;
  const documents: Document.Parsed[] = [];
  for (const document of new Composer(options).compose(tokens, true, length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

function tooDeep(offset: number): Finding {
  return { offset, path: [], message: 'is nested deeper than 100 levels', hint: 'make it flatter' };
}

function severalDocuments(offset: number): Finding {
  const hint = 'give each a file of its own, and end this one before the "---" or "..."';
  return { offset, path: [], message: 'a second document begins here, and only one is read', hint };
}
