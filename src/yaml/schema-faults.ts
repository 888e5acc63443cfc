import type { ErrorObject, ValidateFunction } from 'ajv';
import { pathOfPointer } from './json-pointer.ts';
import { missingKeys } from './missing-keys.ts';
import type { Path } from './path.ts';
import { isPlainMap } from './plain-data.ts';
import { type Fault, faultOf, isNot } from './schema-fault.ts';
import { expectation, type SchemaNode } from './schema-node.ts';
import { meantKey, unknownKeyHint } from './unknown-key.ts';

/** What it takes to put ajv's errors into words. */
export interface SchemaContext {
  readonly root: SchemaNode;
  /** Validates against one alternative of a part of the schema (its number, from 0). */
  alternative(node: SchemaNode, keyword: 'anyOf' | 'oneOf', index: number): ValidateFunction | undefined;
  /** The scalar at a path as the file has it. */
  written(path: Path): string | undefined;
}

/**
 * One fault for each thing that is wrong, from ajv's errors (all of them, verbose), of which one mistake makes many.
 * `base` and `data`: the path of the value that was validated and the value.
 */
export function schemaFaults(
  errors: readonly ErrorObject[],
  base: Path,
  data: unknown,
  context: SchemaContext,
): Fault[] {
  const kept = withoutAlternatives(errors);
  const pathOf = (error: ErrorObject): Path => [...base, ...pathOfPointer(error.instancePath, data)];
  const meant = new Set<string>();
  const faults = kept.flatMap(error => {
    if (error.keyword === 'required' || error.keyword === 'propertyNames') return [];
    if (isAlternatives(error)) return alternativeFaults(error, pathOf(error), context);
    if (error.keyword === 'additionalProperties') return [unknownKey(error, pathOf(error), meant, context)];
    if (error.propertyName !== undefined) return [badKey(error, pathOf(error))];
    const path = pathOf(error);
    return [faultOf(error, path, context.written(path))];
  });
  return [...faults, ...missingKeys(kept, pathOf, meant)];
}

function isAlternatives({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** Leaves out what ajv says about single alternatives: the error about them all follows later, at the same place or above. */
function withoutAlternatives(errors: readonly ErrorObject[]): ErrorObject[] {
  const decided = new Set<string>();
  const isDecided = (path: string): boolean =>
    decided.has(path) || (path !== '' && isDecided(path.slice(0, path.lastIndexOf('/'))));
  const kept: ErrorObject[] = [];
  for (const error of errors.toReversed()) {
    if (decided.size > 0 && isDecided(error.instancePath)) continue;
    if (isAlternatives(error)) decided.add(error.instancePath);
    kept.push(error);
  }
  return kept.toReversed();
}

/** The faults of the one alternative that can have been meant, else one fault that says what there is to choose from. */
function alternativeFaults(error: ErrorObject, path: Path, context: SchemaContext): Fault[] {
  const { root } = context;
  const node = error.parentSchema as SchemaNode;
  const keyword = error.keyword as 'anyOf' | 'oneOf';
  const alternatives = node[keyword] ?? [];
  const failures = alternatives
    .map((_, index) => failure(context.alternative(node, keyword, index), error.data))
    .filter(errors => errors.length > 0);
  const ofKind = failures.filter(errors => !errors.some(one => one.instancePath === '' && isOtherKind(one)));
  const meant = ofKind.length < 2 ? ofKind : ofKind.filter(errors => knowsAnyKey(errors, error.data));
  const [only, another] = meant;
  if (only !== undefined && another === undefined) return schemaFaults(only, path, error.data, context);

  const message = isNot(expectation(node, root), error.data, context.written(path));
  const guess = Object.keys(isPlainMap(error.data) ? error.data : {})
    .flatMap(key => alternatives.map(one => meantKey(key, error.data, one, root)))
    .find(key => key !== undefined);
  return [{ path, message, ...(guess !== undefined && { hint: `did you mean "${guess}"?` }) }];
}

function failure(validate: ValidateFunction | undefined, data: unknown): readonly ErrorObject[] {
  return validate === undefined || validate(data) ? [] : (validate.errors ?? []);
}

function isOtherKind(error: ErrorObject): boolean {
  return error.keyword === 'type' || isAlternatives(error);
}

/** Of two kinds of map the one is meant of which a key is there. */
function knowsAnyKey(errors: readonly ErrorObject[], data: unknown): boolean {
  const own = errors.filter(error => error.instancePath === '' && error.keyword === 'additionalProperties');
  return !isPlainMap(data) || own.length < Object.keys(data).length;
}

function unknownKey(error: ErrorObject, parent: Path, meant: Set<string>, { root }: SchemaContext): Fault {
  const key = (error.params as { additionalProperty: string }).additionalProperty;
  const node = error.parentSchema as SchemaNode;
  const guess = meantKey(key, error.data, node, root);
  if (guess !== undefined) meant.add(`${error.instancePath}/${guess}`);
  return { path: [...parent, key], message: 'unknown key', hint: unknownKeyHint(guess, node, root), at: 'key' };
}

function badKey(error: ErrorObject, parent: Path): Fault {
  const key = error.propertyName ?? '';
  const { message } = faultOf({ ...error, data: key }, parent, undefined);
  return { path: [...parent, key], message: `as a key, ${message}`, at: 'key' };
}
