import { readFile } from 'node:fs/promises';
import type { ValidateFunction } from 'ajv';
import { packageFile } from '../shared/package-file.ts';
import { pointersOf } from './json-pointer.ts';
import { type Path, pathText } from './path.ts';
import { byPlace, type Problem } from './problem.ts';
import type { Fault } from './schema-fault.ts';
import { type SchemaContext, schemaFaults } from './schema-faults.ts';
import type { SchemaNode } from './schema-node.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * What in a file does not satisfy its JSON Schema, in the order of the file; at most one problem a path, and none about
 * a value where reading found one already. Nothing for a file whose syntax is wrong: its data is a guess.
 */
export async function checkAgainstSchema(file: YamlFile, schema: 'scenario' | 'model'): Promise<Problem[]> {
  const check = await schemaCheck(schema);
  return check(file);
}

/** `checkAgainstSchema` for many files: the schema is compiled once (some 50 ms). */
export async function schemaCheck(schema: 'scenario' | 'model'): Promise<(file: YamlFile) => Problem[]> {
  const { root, validate, alternative } = await compiled(schema);
  return file => {
    if (file.broken || validate(file.data)) return [];
    const context = { root, alternative, written: (path: Path) => file.written(path) };
    // What cannot be right before reading's own problem with a value is solved; a key has nothing to do with it.
    const known = new Set(file.problems.map(problem => problem.path));
    const faults = schemaFaults(validate.errors ?? [], [], file.data, context).filter(
      ({ path, at }) => at === 'key' || !known.has(pathText(path)),
    );
    return withoutRepeats(faults.map(fault => problemOf(fault, file))).sort(byPlace);
  };
}

interface Compiled extends Pick<SchemaContext, 'root' | 'alternative'> {
  readonly validate: ValidateFunction;
}

async function compiled(name: 'scenario' | 'model'): Promise<Compiled> {
  const text = await readFile(packageFile(`schema/${name}.schema.json`), 'utf8');
  const root = JSON.parse(text) as SchemaNode & { $id: string };
  // Loaded here and not above: it takes longer than all else that `--help` needs.
  const { Ajv } = await import('ajv');
  // No useDefaults: the data must stay what the file says. No $data: it would let a file bring its own patterns.
  const ajv = new Ajv({ allErrors: true, strict: true, verbose: true, allowUnionTypes: true, ownProperties: true });
  const validate = ajv.compile(root);
  // Errors name the object of the schema, `getSchema` wants its pointer.
  const pointers = pointersOf(root);
  return {
    root,
    validate,
    alternative: (node, keyword, index) => ajv.getSchema(`${root.$id}#${pointers.get(node)}/${keyword}/${index}`),
  };
}

function problemOf({ path, message, hint, at }: Fault, file: YamlFile): Problem {
  return file.problem(path, message, { ...(hint !== undefined && { hint }), ...(at !== undefined && { at }) });
}

/** The first problem of each path; of a value that aliases repeat, the problem at its one place. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const paths = new Set<string>();
  const places = new Set<string>();
  return problems.filter(({ path, line, column, message }) => {
    const place = `${line}:${column} ${message}`;
    if (paths.has(path) || places.has(place)) return false;
    paths.add(path);
    places.add(place);
    return true;
  });
}
