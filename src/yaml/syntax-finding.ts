import type { YAMLError } from 'yaml';
import type { Finding } from './finding.ts';

/** What to do about an error of the `yaml` package, whose messages say what is wrong only. */
const hints: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'put the value in quotes if no alias is meant',
  BAD_DQ_ESCAPE: 'write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'give what belongs together the same indentation',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a value that contains ": " in quotes',
  BLOCK_IN_FLOW: 'write it in { } and [ ] here, or close the bracket that is open',
  KEY_OVER_1024_CHARS: 'shorten the key',
  MULTILINE_IMPLICIT_KEY: 'is a ":" missing, or a quote open?',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'leave the tag out',
};

/** The finding for an error or warning of the `yaml` package in a text. */
export function syntaxFinding(error: YAMLError, text: string): Finding {
  const offset = Math.min(error.pos[0], text.length);
  const message = inSentence(error.message);
  const hint = flowReference(text, offset) ?? hints[error.code];
  return { offset, path: [], message, ...(hint !== undefined && { hint }) };
}

/** In `{ url: ${NAME} }` the brace after the $ is one of YAML's: the messages about it lead nowhere. */
function flowReference(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(Math.max(start, offset - 500), offset + 2);
  return /[{[,].*[\s,:[]\$\{/.test(before) ? 'inside { } and [ ] put ${NAME} in quotes' : undefined;
}

function inSentence(message: string): string {
  const short = message.length > 200 ? `${message.slice(0, 199)}…` : message;
  return short.replace(/^[A-Z](?=[a-z ])/, first => first.toLowerCase());
}
