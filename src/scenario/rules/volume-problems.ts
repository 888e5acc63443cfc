import { uniqueSpace } from '../../model/generator-spec.ts';
import type { Model, Table } from '../../model/model.ts';
import { formatCount } from '../../shared/count.ts';
import { didYouMean } from '../../shared/did-you-mean.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import { lanesDefault } from '../pace.ts';
import type { ScenarioFile } from '../scenario-file.generated.ts';
import { volumesOf } from '../volumes.ts';

/** Volumes of unknown tables, references to nothing, more rows than there are unique values, more connections than lanes. */
export function volumeProblems(file: YamlFile, written: ScenarioFile, model: Model): Problem[] {
  const names = model.tables.map(table => table.name);
  const unknown = Object.keys(written.seedPhase?.volumes ?? {})
    .filter(name => !names.includes(name))
    .map(name => {
      const near = didYouMean(name, names);
      const hint = near === undefined ? `it has ${names.join(', ')}` : `did you mean "${near}"?`;
      return file.problem(['seedPhase', 'volumes', name], `is not a table of the model ${model.name}`, {
        hint,
        at: 'key',
      });
    });
  const volumes = volumesOf(written, model);
  const lanes = written.streamPhase.lanes ?? lanesDefault;
  const found = model.tables.flatMap(table => [
    ...parentProblems(table, volumes, lanes, model),
    ...spaceProblems(table, volumes, model),
  ]);
  const problems = found.map(({ table, message, hint }) =>
    file.problem(['seedPhase', 'volumes', table], message, { hint }),
  );
  const { connections } = written.streamPhase;
  if (connections !== undefined && connections > lanes) {
    const hint = `a lane stays on one connection: give at most ${lanes}, or more lanes`;
    problems.push(file.problem(['streamPhase', 'connections'], `is more than the ${lanes} lanes`, { hint }));
  }
  return [...unknown, ...problems];
}

interface Found {
  readonly table: string;
  readonly message: string;
  readonly hint: string;
}

function parentProblems(table: Table, volumes: readonly number[], lanes: number, model: Model): Found[] {
  if (volumes[table.index] === 0) return [];
  return table.parents.flatMap(index => {
    const parent = model.tables[index]!;
    const rows = volumes[index]!;
    const what = { table: table.name, hint: `give ${parent.name} rows, or ${table.name} none` };
    if (rows === 0) return [{ ...what, message: `refers to ${parent.name}, which has no rows` }];
    if (parent.shared || rows >= lanes) return [];
    const message = `refers to ${parent.name}, whose ${rows} rows are not enough for each of ${lanes} lanes to own one`;
    return [{ ...what, message }];
  });
}

function spaceProblems(table: Table, volumes: readonly number[], model: Model): Found[] {
  const rows = volumes[table.index]!;
  const parents = table.uniqueTogether.flatMap(column => {
    const { generator } = table.columns[column]!;
    return generator.kind === 'refTogether' ? [generator.table] : [];
  });
  const combinations =
    parents.length === 0 ? Infinity : parents.reduce((product, index) => product * volumes[index]!, 1);
  const spaces = [
    { what: parents.map(index => model.tables[index]!.name).join(' x '), size: combinations },
    ...table.columns.map(column => ({ what: column.name, size: uniqueSpace(column.generator) ?? Infinity })),
  ];
  return spaces
    .filter(({ size }) => rows > size)
    .map(({ what, size }) => ({
      table: table.name,
      message: `${formatCount(rows)} rows, but ${what} has only ${formatCount(size)} unique values`,
      hint: 'give fewer rows',
    }));
}
