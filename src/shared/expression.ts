import jsep, { type Expression as Node } from 'jsep';
import { messageOf } from './errors.ts';

/** What a path of an expression may stand for. */
export type Value = number | string | boolean | null;

/** A comparison such as `captures.a.lagMs.p99 <= captures.b.lagMs.p99 * 1.1`: parsed, to be evaluated later. */
export interface Expression {
  readonly text: string;
  /** Every path that occurs, such as `streamPhase.latencyMs.p99`. */
  readonly paths: readonly string[];
  /**
   * The comparison's truth.
   * @throws Error when a path is null (not measured), or values of different kinds are compared
   */
  evaluate(valueOf: (path: string) => Value): boolean;
}

const comparisons = new Set(['<', '<=', '>', '>=', '==', '!=']);
const arithmetic = new Set(['+', '-', '*', '/']);

/**
 * Parses a comparison: paths, numbers, quoted texts, true, false; + - * / and parentheses; one of < <= > >= == != between
 * two sides; several comparisons joined by && and ||.
 * @throws SyntaxError in words
 */
export function parseExpression(text: string): Expression {
  let root: Node;
  try {
    root = jsep(text);
  } catch (error) {
    throw new SyntaxError(`is no expression: ${messageOf(error)}`, { cause: error });
  }
  const paths = new Set<string>();
  checkTruth(root, paths);
  return { text, paths: [...paths], evaluate: valueOf => truth(root, valueOf) };
}

function checkTruth(node: Node, paths: Set<string>): void {
  const binary = asBinary(node);
  if (binary !== undefined && (binary.operator === '&&' || binary.operator === '||')) {
    checkTruth(binary.left, paths);
    checkTruth(binary.right, paths);
  } else if (binary !== undefined && comparisons.has(binary.operator)) {
    checkValue(binary.left, paths);
    checkValue(binary.right, paths);
  } else throw new SyntaxError('is no comparison: write two sides with <, <=, >, >=, == or != between them');
}

function checkValue(node: Node, paths: Set<string>): void {
  const binary = asBinary(node);
  if (binary !== undefined && arithmetic.has(binary.operator)) {
    checkValue(binary.left, paths);
    checkValue(binary.right, paths);
  } else if (node.type === 'UnaryExpression' && node['operator'] === '-') checkValue(node['argument'] as Node, paths);
  else if (node.type !== 'Literal') paths.add(pathOf(node));
}

function truth(node: Node, valueOf: (path: string) => Value): boolean {
  const { operator, left, right } = asBinary(node)!;
  if (operator === '&&') return truth(left, valueOf) && truth(right, valueOf);
  if (operator === '||') return truth(left, valueOf) || truth(right, valueOf);
  const [a, b] = [value(left, valueOf), value(right, valueOf)];
  if (Number.isNaN(a) || Number.isNaN(b)) throw new Error('not measured');
  if (typeof a !== typeof b) throw new Error(`${typeof a} and ${typeof b} cannot be compared`);
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== 'number' || typeof b !== 'number') throw new Error(`${operator} compares numbers`);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function value(node: Node, valueOf: (path: string) => Value): number | string | boolean {
  const binary = asBinary(node);
  if (binary !== undefined) {
    const [a, b] = [asNumber(value(binary.left, valueOf)), asNumber(value(binary.right, valueOf))];
    if (binary.operator === '+') return a + b;
    if (binary.operator === '-') return a - b;
    return binary.operator === '*' ? a * b : a / b;
  }
  if (node.type === 'UnaryExpression') return -asNumber(value(node['argument'] as Node, valueOf));
  const found = node.type === 'Literal' ? (node['value'] as Value) : valueOf(pathOf(node));
  if (found === null || (typeof found === 'number' && Number.isNaN(found))) throw new Error('not measured');
  return found;
}

function asNumber(found: number | string | boolean): number {
  if (typeof found !== 'number') throw new Error(`${JSON.stringify(found)} is not a number`);
  return found;
}

function asBinary(node: Node): { operator: string; left: Node; right: Node } | undefined {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return undefined;
  return { operator: node['operator'] as string, left: node['left'] as Node, right: node['right'] as Node };
}

/** `a.b.c` or `a["b c"].d` of a member expression. */
function pathOf(node: Node): string {
  if (node.type === 'Identifier') return node['name'] as string;
  if (node.type !== 'MemberExpression') throw new SyntaxError(`holds a ${node.type}, which is not allowed`);
  const property = node['property'] as Node;
  const name = property.type === 'Literal' ? `${property['value'] as string | number}` : pathOf(property);
  return `${pathOf(node['object'] as Node)}.${name}`;
}
