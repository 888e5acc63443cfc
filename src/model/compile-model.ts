import { orderedEntries } from '../yaml/plain-data.ts';
import type { Problem } from '../yaml/problem.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { compileEvent } from './compile-event.ts';
import { CompileProblems } from './compile-problems.ts';
import { compileTable, type TableDraft } from './compile-table.ts';
import { referredTables, uniqueSpace } from './generator-spec.ts';
import type { Event, Model, Table } from './model.ts';
import type { EventFile, ModelFile, TableFile } from './model-file.generated.ts';
import { dependencyOrder } from './order.ts';

/** Compiles a model file whose form the JSON Schema has checked. All problems are said at once; then there is no model. */
export function compileModel(file: YamlFile): { model?: Model; problems: Problem[] } {
  const written = file.data as ModelFile;
  const problems = new CompileProblems(file);
  const compiled = compileTables(written, problems);
  const events = compileEvents(written, compiled, problems);
  const drafts = compiled.filter(draft => draft !== undefined);
  if (drafts.length < compiled.length) return { problems: problems.all };
  const seedOrder = tableOrder(drafts, problems);
  const tables = drafts.map(draft => withUse(draft, events));
  checkReferences(tables, problems);
  if (problems.all.length > 0) return { problems: problems.all };
  return { model: { name: written.name, locale: written.locale ?? 'en', tables, seedOrder, events }, problems: [] };
}

/** Tables in the file's order; undefined where one has problems that leave nothing to go on with. */
function compileTables(written: ModelFile, problems: CompileProblems): (TableDraft | undefined)[] {
  const entries = orderedEntries(written.tables) as [string, TableFile][];
  const names = tableNames(written);
  return entries.map(([name, table]) => compileTable(name, table, written.everyTable ?? {}, names, problems));
}

function tableNames(written: ModelFile): Map<string, number> {
  return new Map(orderedEntries(written.tables).map(([name], index) => [name, index]));
}

function compileEvents(
  written: ModelFile,
  tables: readonly (TableDraft | undefined)[],
  problems: CompileProblems,
): Event[] {
  const scope = { problems, tableNames: tableNames(written), tables };
  const events: Event[] = [];
  for (const [name, event] of orderedEntries(written.events) as [string, EventFile][]) {
    const steps = events.reduce((count, each) => count + each.steps.length, 0);
    const compiled = compileEvent(name, events.length, event, steps, scope);
    if (compiled !== undefined) events.push(compiled);
  }
  return events;
}

/** Parents before children; a circle of references cannot be seeded. */
function tableOrder(drafts: readonly TableDraft[], problems: CompileProblems): number[] {
  const { order, cyclic } = dependencyOrder(drafts.map(draft => draft.parents));
  if (cyclic.length > 0) {
    const names = cyclic.map(index => drafts[index]!.name).join(', ');
    problems.add(['tables', drafts[cyclic[0]!]!.name], `tables refer to each other in a circle: ${names}`, {
      at: 'key',
    });
  }
  return order;
}

function withUse(draft: TableDraft, events: readonly Event[]): Table {
  const steps = events.flatMap(event => event.steps).filter(step => step.table === draft.index);
  const deletable = steps.some(step => step.kind === 'delete');
  const setsUnique = steps.some(
    step => step.kind === 'update' && step.sets.some(set => uniqueSpace(set.generator) !== undefined),
  );
  return { ...draft, deletable, shared: !deletable && !setsUnique };
}

/** What references may point at (design §3.3). */
function checkReferences(tables: readonly Table[], problems: CompileProblems): void {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const path = ['tables', name, 'columns', column.name];
      for (const parent of referredTables(column.generator).map(index => tables[index]!)) {
        if (parent.key.kind === 'composite')
          problems.add(path, `${parent.name} has a composite key and cannot be referred to`);
        if (parent.shared || column.generator.kind === 'ref') continue;
        const isTogether = column.generator.kind === 'refTogether';
        const hint = isTogether ? 'leave the column out of the key or of unique' : 'use a plain { ref: ... }';
        problems.add(path, `rows of ${parent.name} are deleted or change a unique column, so lanes do not share them`, {
          hint,
        });
      }
    }
  }
}
