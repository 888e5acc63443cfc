import type { ErrorObject } from 'ajv';
import { didYouMean } from '../shared/did-you-mean.ts';
import type { Path } from './path.ts';
import { isPlainMap } from './plain-data.ts';
import { type SchemaNode, typesInWords } from './schema-node.ts';
import { shownText, shownValue } from './shown-value.ts';

/** A violation of a schema, in words. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  readonly at?: 'key' | 'value';
}

/** The words for an ajv error about one value. `written`: the value as the file has it, when it is a scalar. */
export function faultOf(error: ErrorObject, path: Path, written: string | undefined): Fault {
  const value: unknown = error.data;
  const node = error.parentSchema as SchemaNode;
  const hint = hintFor(error, value, written);
  return { path, message: message(error, node, value, written), ...(hint !== undefined && { hint }) };
}

/** `"5" is not a duration such as ...`; of what cannot well be shown `must be ..., not a map`. */
export function isNot(expected: string, value: unknown, written: string | undefined): string {
  if (typeof value === 'string') return `${shownText(value, written)} is not ${expected}`;
  if (typeof value === 'number' || typeof value === 'boolean')
    return `${shownValue(value, written)} is not ${expected}`;
  return `must be ${expected}, not ${shownValue(value, written)}`;
}

function message(error: ErrorObject, node: SchemaNode, value: unknown, written: string | undefined): string {
  const shown = shownValue(value, written);
  const limit = (error.params as { limit?: number }).limit ?? 0;
  switch (error.keyword) {
    case 'type':
      return node.$comment === undefined
        ? `must be ${typesInWords(node.type ?? [])}, not ${shown}`
        : isNot(node.$comment, value, written);
    case 'pattern':
      return isNot(node.$comment ?? `a text of the form ${String(error.schema)}`, value, written);
    case 'enum':
      return isNot(`one of ${(node.enum ?? []).map(String).join(', ')}`, value, written);
    case 'const':
      return `must be ${JSON.stringify(node.const)}, not ${shown}`;
    case 'minimum':
      return `must be at least ${limit}, not ${shown}`;
    case 'maximum':
      return `must be at most ${limit}, not ${shown}`;
    case 'exclusiveMinimum':
      return `must be more than ${limit}, not ${shown}`;
    case 'exclusiveMaximum':
      return `must be less than ${limit}, not ${shown}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'minItems':
    case 'minProperties':
      return `must have at least ${limit} ${limit === 1 ? 'entry' : 'entries'}, not ${sizeOf(value)}`;
    case 'maxItems':
    case 'maxProperties':
      return `must have at most ${limit} ${limit === 1 ? 'entry' : 'entries'}, not ${sizeOf(value)}`;
    default:
      return error.message ?? `does not satisfy "${error.keyword}"`;
  }
}

function hintFor(error: ErrorObject, value: unknown, written: string | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (written !== undefined && written !== value && written.includes('${')) {
    const isText = error.keyword === 'type';
    return isText ? 'a variable always gives a text' : 'it is about the value that the variable has';
  }
  const { enum: values, const: constant } = error.parentSchema as SchemaNode;
  const texts = (values ?? [constant]).filter(one => typeof one === 'string');
  const meant = didYouMean(value.slice(0, 100), texts);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isPlainMap(value) ? Object.keys(value).length : 0;
}
