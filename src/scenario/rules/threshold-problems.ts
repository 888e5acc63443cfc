import { readFile } from 'node:fs/promises';
import type { Model } from '../../model/model.ts';
import { didYouMean } from '../../shared/did-you-mean.ts';
import { parseExpression } from '../../shared/expression.ts';
import { packageFile } from '../../shared/package-file.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';

/** Thresholds that are no comparisons, or look at something that no report holds. */
export async function thresholdProblems(file: YamlFile, written: ScenarioFile, model: Model): Promise<Problem[]> {
  const thresholds = written.thresholds ?? [];
  if (thresholds.length === 0) return [];
  const report = JSON.parse(await readFile(packageFile('schema/report.schema.json'), 'utf8')) as SchemaNode;
  const names = { events: model.events.map(event => event.name), tables: model.tables.map(table => table.name) };
  return thresholds.flatMap((threshold, index) => {
    try {
      const { paths } = parseExpression(threshold);
      return paths
        .flatMap(path => pathFault(path, report, names) ?? [])
        .map(({ message, hint }) => {
          return file.problem(['thresholds', index], message, { hint });
        });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [file.problem(['thresholds', index], error.message, { hint: 'such as streamPhase.latencyMs.p99 < 250' })];
    }
  });
}

interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly $ref?: string;
}

interface Names {
  readonly events: readonly string[];
  readonly tables: readonly string[];
}

/** Follows a path through the JSON Schema of reports; says where it leaves it and what stands nearest. */
function pathFault(path: string, root: SchemaNode, names: Names): { message: string; hint: string } | undefined {
  let node = root;
  const walked: string[] = [];
  for (const step of path.split('.')) {
    const known = walked.length === 0 ? thresholdRoots(root) : keysOf(node, walked.at(-1)!, names);
    if (known !== undefined && !known.includes(step)) {
      const near = didYouMean(step, known);
      const hint =
        near === undefined
          ? `there are ${known.slice(0, 12).join(', ')}`
          : `did you mean "${[...walked, near].join('.')}"?`;
      return { message: `reports have no ${[...walked, step].join('.')}`, hint };
    }
    node = resolve(node.properties?.[step] ?? (node.additionalProperties || {}), root);
    walked.push(step);
  }
  const isValue = node.properties === undefined && node.additionalProperties === undefined && node.type !== 'array';
  return isValue
    ? undefined
    : { message: `${path} is not a single value`, hint: `go on with ${Object.keys(node.properties ?? {}).join(', ')}` };
}

/** Parts of a report that are known before thresholds are evaluated. */
function thresholdRoots(root: SchemaNode): string[] {
  return Object.keys(root.properties ?? {}).filter(key => !['thresholds', 'verdict', 'reasons'].includes(key));
}

/** Keys that an object of the report has; undefined where any may occur. */
function keysOf(node: SchemaNode, name: string, names: Names): readonly string[] | undefined {
  if (node.properties !== undefined) return Object.keys(node.properties);
  if (name === 'byEvent') return names.events;
  if (name === 'tables') return names.tables;
  return node.additionalProperties === undefined ? [] : undefined;
}

function resolve(node: SchemaNode, root: SchemaNode): SchemaNode {
  if (node.$ref !== undefined) return resolve(root.definitions?.[node.$ref.replace('#/definitions/', '')] ?? {}, root);
  if (node.allOf?.[0] !== undefined) return resolve(node.allOf[0], root);
  if (node.oneOf !== undefined) return anyOfThem(node.oneOf.map(each => resolve(each, root)));
  const alternatives = node.anyOf?.filter(each => each.type !== 'null');
  return alternatives?.[0] === undefined ? node : resolve(alternatives[0], root);
}

/** Where an object is one of several, whichever key one of them has. */
function anyOfThem(nodes: readonly SchemaNode[]): SchemaNode {
  return {
    properties: Object.assign({}, ...nodes.map(({ properties }) => properties)) as SchemaNode['properties'] & {},
  };
}
