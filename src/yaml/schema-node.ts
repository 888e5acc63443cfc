/** A part of a JSON Schema (draft-07), as far as our messages look into it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $comment?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly examples?: readonly unknown[];
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

const typeWords: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

/** The definition that a reference (`#/definitions/duration`, the only form our schemas use) stands for. */
export function resolved(node: SchemaNode, root: SchemaNode): SchemaNode {
  const name = node.$ref?.replace('#/definitions/', '');
  return name === undefined ? node : (root.definitions?.[name] ?? node);
}

/** What a node expects, in words: its `$comment`, else its constants or types. */
export function expectation(node: SchemaNode, root: SchemaNode): string {
  const { $comment, type, const: constant, enum: values, allOf, anyOf, oneOf } = resolved(node, root);
  if ($comment !== undefined) return $comment;
  if (constant !== undefined) return JSON.stringify(constant);
  if (values !== undefined) return `one of ${values.map(String).join(', ')}`;
  if (type !== undefined) return typesInWords(type);
  const alternatives = anyOf ?? oneOf ?? allOf ?? [];
  return alternatives.length === 0 ? 'another value' : alternatives.map(one => expectation(one, root)).join(' or ');
}

export function typesInWords(type: string | readonly string[]): string {
  const types = typeof type === 'string' ? [type] : type;
  return types.map(one => typeWords[one] ?? one).join(' or ');
}

/** Whether a value is of a kind that a node could take: its types only, not its limits. */
export function takesKindOf(value: unknown, node: SchemaNode, root: SchemaNode): boolean {
  const { type, const: constant, enum: values, allOf, anyOf, oneOf } = resolved(node, root);
  const takes = (one: SchemaNode): boolean => takesKindOf(value, one, root);
  const kinds = constant === undefined ? values : [constant];
  if (kinds !== undefined) return kinds.some(kind => typeof kind === typeof value);
  if (type !== undefined) return [type].flat().some(one => isOfType(value, one));
  return (allOf?.every(takes) ?? true) && ((anyOf ?? oneOf)?.some(takes) ?? true);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
