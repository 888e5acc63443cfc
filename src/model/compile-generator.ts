import { didYouMean } from '../shared/did-you-mean.ts';
import { orderedEntries } from '../yaml/plain-data.ts';
import type { Path } from '../yaml/yaml-file.ts';
import { compileChoices, keyText, scalarText } from './choices.ts';
import { columnIndex, tableIndex, type ColumnScope } from './column-scope.ts';
import { compileWhen } from './compile-when.ts';
import { fakerFunctions } from './faker-functions.ts';
import { generatorKeys } from './generator-keys.ts';
import { referredTables, type GeneratorSpec, type JsonMember, type TextPart } from './generator-spec.ts';
import type { ColumnFile } from './model-file.generated.ts';
import { offsetSeconds, percentShare, spanSeconds } from './offset.ts';
import { parseTemplate } from './template.ts';

/** Keys that only make sense beside another one. */
const companions = [
  ['max', ['faker', 'template']],
  ['within', ['after']],
  ['alphanumeric', ['cnpj']],
  ['next', ['start']],
] as const;

/** The generator of a column, or undefined after its problems were said. */
export function compileGenerator(column: ColumnFile, path: Path, scope: ColumnScope): GeneratorSpec | undefined {
  const present = generatorKeys.filter(key => column[key] !== undefined);
  if (present.length !== 1) {
    const found = present.length === 0 ? 'no generator' : `${present.length} generators (${present.join(', ')})`;
    scope.problems.add(path, `${found}, exactly one is needed`, {
      hint: `one of ${generatorKeys.join(', ')}`,
      at: 'key',
    });
    return undefined;
  }
  for (const [key, owners] of companions) {
    if (column[key] !== undefined && !owners.some(owner => owner === present[0])) {
      scope.problems.add([...path, key], `goes with ${owners.join(' or ')} only`, { at: 'key' });
    }
  }
  return compileText(column, path, scope) ?? compileNumber(column, path, scope) ?? compileRelated(column, path, scope);
}

function compileText(column: ColumnFile, path: Path, scope: ColumnScope): GeneratorSpec | undefined {
  const { faker, template, max, digits, text, bytes, sequence } = column;
  if (faker !== undefined) return { kind: 'faker', parts: fakerParts(`{{${faker}}}`, [...path, 'faker'], scope), max };
  if (template !== undefined) return { kind: 'faker', parts: fakerParts(template, [...path, 'template'], scope), max };
  if (digits !== undefined) return { kind: 'digits', count: digits };
  if (text !== undefined) return { kind: 'text', ...lengthRange(text.length, [...path, 'text', 'length'], scope) };
  if (bytes !== undefined) return { kind: 'bytes', ...lengthRange(bytes.length, [...path, 'bytes', 'length'], scope) };
  if (sequence !== undefined) {
    const [, before = '', number = '', after = ''] = /^(.*?)\{(n+)\}(.*)$/s.exec(sequence) ?? [];
    return { kind: 'sequence', before, digits: number.length, after };
  }
  if (column.uuid !== undefined) return { kind: 'uuid' };
  if (column.cpf !== undefined) return { kind: 'cpf' };
  if (column.crm !== undefined) return { kind: 'crm' };
  if (column.cnpj === undefined) return undefined;
  return { kind: 'cnpj', alphanumeric: column.alphanumeric === undefined ? 0 : percentShare(column.alphanumeric) };
}

function compileNumber(column: ColumnFile, path: Path, scope: ColumnScope): GeneratorSpec | undefined {
  const { int, decimal, bool, date, timestamp } = column;
  if (int !== undefined) {
    if (int.to - int.from > Number.MAX_SAFE_INTEGER - 1)
      scope.problems.add([...path, 'int'], 'the range is beyond 2^53');
    return { kind: 'int', ...ascending(int, [...path, 'int'], scope) };
  }
  if (decimal !== undefined) return compileDecimal(decimal, [...path, 'decimal'], scope);
  if (bool !== undefined) return { kind: 'bool', share: percentShare(bool) };
  const range = (written: { from: string; to: string }): { from: number; to: number } => {
    return { from: offsetSeconds(written.from), to: offsetSeconds(written.to) };
  };
  if (date !== undefined) return { kind: 'date', ...ascending(range(date), [...path, 'date'], scope) };
  if (timestamp === undefined) return undefined;
  return { kind: 'timestamp', ...ascending(range(timestamp), [...path, 'timestamp'], scope) };
}

function compileDecimal(
  { from, to, scale }: { from: number; to: number; scale: number },
  path: Path,
  scope: ColumnScope,
): GeneratorSpec {
  // The decimal point is moved in the text: a multiplication would lose the last digit of large bounds.
  const units = (value: number): number => {
    const [digits, exponent = '0'] = String(value).split('e');
    return Math.round(Number(`${digits}e${Number(exponent) + scale}`));
  };
  const range = { from: units(from), to: units(to) };
  const isExact = [range.from, range.to, range.to - range.from + 1].every(Number.isSafeInteger);
  if (!isExact) scope.problems.add(path, `the range is beyond 2^53 in units of ${scale} decimals`);
  return { kind: 'decimal', ...ascending(range, path, scope), scale };
}

/** Generators that choose among values, or look at other columns and tables. */
function compileRelated(column: ColumnFile, path: Path, scope: ColumnScope): GeneratorSpec | undefined {
  const { oneOf, each, ref, after, within, json, start, next, when } = column;
  if (oneOf !== undefined) return { kind: 'oneOf', choices: compileChoices(oneOf, [...path, 'oneOf'], scope.problems) };
  if (each !== undefined) return { kind: 'each', values: each.map(scalarText) };
  if (ref !== undefined) {
    const table = tableIndex(scope.tables, ref, [...path, 'ref'], scope.problems);
    return table === undefined ? undefined : { kind: 'ref', table };
  }
  if (after !== undefined) {
    if (within === undefined) {
      scope.problems.add(path, '`after` needs `within`', { hint: 'for example within: 1h..72h', at: 'key' });
    }
    const index = columnIndex(scope, after, [...path, 'after']);
    if (index === undefined || within === undefined) return undefined;
    return { kind: 'after', column: index, ...ascending(spanSeconds(within), [...path, 'within'], scope) };
  }
  if (json !== undefined) return { kind: 'json', members: jsonMembers(json, [...path, 'json'], scope) };
  if (start !== undefined) {
    const moves = orderedEntries(next ?? {}).map(([state, choices]) => {
      const targets = compileChoices(choices as object, [...path, 'next', state], scope.problems);
      return [keyText(state) ?? state, targets] as const;
    });
    // A row's history keeps the place of its state in one byte.
    const targets = new Set(moves.flatMap(([, choices]) => choices.values));
    if (targets.size > 256) scope.problems.add([...path, 'next'], 'leads to more than 256 states');
    const first = compileChoices(start, [...path, 'start'], scope.problems);
    return { kind: 'state', start: first, next: new Map(moves) };
  }
  return when === undefined ? undefined : compileWhen(when, [...path, 'when'], scope, compileGenerator);
}

function jsonMembers(json: object, path: Path, scope: ColumnScope): JsonMember[] {
  return orderedEntries(json).flatMap(([name, written]) => {
    const member = written as ColumnFile;
    const generator = compileGenerator(member, [...path, name], scope);
    if (generator !== undefined && referredTables(generator).length > 0) {
      scope.problems.add([...path, name], 'a member of a JSON column cannot be a reference');
    }
    const nulls = member.nulls === undefined ? 0 : percentShare(member.nulls);
    return generator === undefined ? [] : [{ name, generator, nulls }];
  });
}

function fakerParts(template: string, path: Path, scope: ColumnScope): TextPart[] {
  try {
    const parts = parseTemplate(template);
    for (const part of parts) if (typeof part !== 'string') checkCall(part.call, path, scope);
    return parts;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    scope.problems.add(path, error.message);
    return [];
  }
}

function checkCall(call: string, path: Path, scope: ColumnScope): void {
  if (fakerFunctions.has(call)) return;
  const near = didYouMean(call, fakerFunctions);
  const hint = near === undefined ? 'see the list in the README' : `did you mean "${near}"?`;
  scope.problems.add(path, `"${call}" is not among the known faker functions`, { hint });
}

function lengthRange(length: number | { from: number; to: number }, path: Path, scope: ColumnScope): Range {
  return typeof length === 'number' ? { from: length, to: length } : ascending(length, path, scope);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function ascending(range: Range, path: Path, scope: ColumnScope): Range {
  if (range.from > range.to) scope.problems.add(path, 'the range is empty: its beginning lies behind its end');
  return { from: range.from, to: range.to };
}
