import type { LocaleDefinition } from '@faker-js/faker';
import { referredTables, uniqueSpace, type GeneratorSpec } from '../model/generator-spec.ts';
import type { Model, Step, Table } from '../model/model.ts';
import { columnsSetAnew, uniqueInserts, uniqueRows } from '../model/unique-rows.ts';
import { ColumnSelections } from './column-selection.ts';
import { Decks } from './deck.ts';
import { seedColumns, stepColumns, type DrawnColumn } from './drawn-column.ts';
import { eventsInTurn, type EventPlan } from './event-plan.ts';
import { Combinations, keyTexts, type KeyTexts } from './keys.ts';
import { hashName, makeRoot, type Root } from './random.ts';
import { Schedule, type ScheduleSettings } from './schedule.ts';
import { Timeline, type EarlierStream } from './timeline.ts';
import { fakerCalls } from './values/faker-calls.ts';

/** Everything that decides the plan, and nothing else (design §3.8). */
export interface WorkloadSettings {
  readonly model: Model;
  readonly randomSeed: number | string;
  /** Seconds since 1970. */
  readonly referenceSeconds: number;
  /** Rows of the seed phase by table index. */
  readonly volumes: readonly number[];
  /** Weights by event index. */
  readonly weights: readonly number[];
  readonly lanes: number;
  readonly schedule: ScheduleSettings;
  /** Streams that went before on the same rows, first one first. */
  readonly earlier: readonly EarlierStream[];
  /** faker's data of the model's locale with its fallbacks merged in. */
  readonly fakerDefinitions: LocaleDefinition;
}

/** One table of a workload, ready to make rows. */
export interface TablePlan {
  readonly table: Table;
  readonly volume: number;
  readonly keys: KeyTexts;
  readonly together: Combinations | undefined;
  readonly seedRoot: Root;
  readonly seedColumns: readonly DrawnColumn[];
  /** The same by column index. */
  readonly seedByColumn: readonly DrawnColumn[];
  /** Columns that refer to rows of the same lane only, each with its place in the row histories. */
  readonly ownParents: ReadonlyMap<number, number>;
  /** Largest row number for which every unique column still has a value. */
  readonly rowsMax: number;
  /** Unique columns that events set anew: their inserts take the even indexes, their updates the odd ones. */
  readonly reset: ReadonlySet<number>;
}

/** One step of an event, ready to be drawn. */
export interface StepPlan {
  readonly step: Step;
  readonly columns: readonly DrawnColumn[];
  /** By column index; undefined where the step leaves it alone. */
  readonly byColumn: readonly (DrawnColumn | undefined)[];
  readonly selections: ColumnSelections;
  /** Tables that a column may refer to. */
  readonly parents: readonly number[];
  /** Hashes of the names under which a row and the picked columns are drawn. */
  readonly rowHash: number;
  readonly pickHash: number;
  /** States of the machine that the step moves, in the order in which histories number them. */
  readonly states: readonly (string | null)[];
  /** Unique columns that an update sets have values for unique indexes below this. */
  readonly uniqueMax: number;
}

/** A workload compiled for planning: settings turned into roots, decks, a schedule and generators. Made once, shared. */
export class Workload {
  readonly settings: WorkloadSettings;
  readonly tables: readonly TablePlan[];
  /** By step id. */
  readonly steps: readonly StepPlan[];
  /** By event index: what is tried where its card comes up, in turn. */
  readonly eventsInTurn: readonly (readonly EventPlan[])[];
  readonly decks: Decks;
  readonly schedule: Schedule;
  readonly timeline: Timeline;
  readonly streamRoot: Root;
  /** By table: its reference columns whose parents events may delete. */
  readonly deletableParents: readonly (readonly { column: number; parent: number }[])[];

  constructor(settings: WorkloadSettings) {
    this.settings = settings;
    const { model, randomSeed, fakerDefinitions, referenceSeconds } = settings;
    const faker = fakerCalls(fakerDefinitions, referenceSeconds);
    const tools = (table: Table) => (column: number) => {
      const root = makeRoot(randomSeed, 'bijection', `${table.name}.${table.columns[column]!.name}`);
      return { root, faker, table: table.index, column };
    };
    const steps = model.events.flatMap(event => event.steps);
    this.tables = model.tables.map(table => {
      const together = combinations(settings, table);
      const columns = seedColumns(table, tools(table));
      return {
        table,
        volume: settings.volumes[table.index]!,
        keys: keyTexts(randomSeed, table),
        together,
        seedRoot: makeRoot(randomSeed, 'seed', table.name),
        seedColumns: columns,
        seedByColumn: table.columns.map(({ index }) => columns.find(drawn => drawn.column === index)!),
        rowsMax: rowsMax(table, model, together),
        ownParents: ownParents(table, model),
        reset: columnsSetAnew(table, model),
      };
    });
    this.steps = steps.map(step => {
      const table = model.tables[step.table]!;
      const name = `${step.number}.${table.name}`;
      const columns = stepColumns(step, table, tools(table));
      return {
        step,
        columns,
        byColumn: table.columns.map(({ index }) => columns.find(drawn => drawn.column === index)),
        selections: new ColumnSelections(columns, table.columns.length),
        parents: [...new Set(step.sets.flatMap(set => referredTables(set.generator)))],
        rowHash: hashName(`${name}#row`),
        pickHash: hashName(`${name}#pick`),
        states: statesOf(step),
        uniqueMax: Math.min(...step.sets.map(set => uniqueSpace(set.generator) ?? Infinity)),
      };
    });
    this.eventsInTurn = eventsInTurn(model, settings.weights, this.steps);
    this.decks = new Decks(randomSeed, settings.weights);
    this.schedule = new Schedule(randomSeed, settings.schedule);
    this.timeline = new Timeline(randomSeed, this.schedule, settings.lanes, settings.earlier);
    this.streamRoot = makeRoot(randomSeed, 'stream');
    this.deletableParents = model.tables.map(table =>
      table.columns.flatMap(({ generator, index }) =>
        generator.kind === 'ref' && model.tables[generator.table]!.deletable
          ? [{ column: index, parent: generator.table }]
          : [],
      ),
    );
  }
}

function combinations(settings: WorkloadSettings, table: Table): Combinations | undefined {
  if (table.uniqueTogether.length === 0) return undefined;
  const sizes = table.uniqueTogether.map(column => {
    const generator = table.columns[column]!.generator;
    return generator.kind === 'refTogether' ? settings.volumes[generator.table]! : 0;
  });
  return new Combinations(settings.randomSeed, table.name, sizes);
}

function rowsMax(table: Table, model: Model, together: Combinations | undefined): number {
  const unique = [...uniqueRows(table, model), ...uniqueInserts(table, model)];
  return Math.min(...unique.map(({ rows }) => rows), together?.count ?? Infinity);
}

/** Columns whose parent depends on the lane's history, in the seed phase or in any step. */
function ownParents(table: Table, model: Model): Map<number, number> {
  const isOwn = (generator: GeneratorSpec): boolean =>
    generator.kind === 'stepRow' || referredTables(generator).some(parent => !model.tables[parent]!.shared);
  const sets = model.events.flatMap(event => event.steps).filter(step => step.table === table.index);
  const columns = new Set(table.columns.filter(({ generator }) => isOwn(generator)).map(column => column.index));
  for (const set of sets.flatMap(step => step.sets)) if (isOwn(set.generator)) columns.add(set.column);
  return new Map([...columns].map((column, place) => [column, place]));
}

function statesOf(step: Step): (string | null)[] {
  const moves = step.sets.map(set => set.generator).find(generator => generator.kind === 'move');
  return moves === undefined ? [] : [...new Set([...moves.next.values()].flatMap(choices => choices.values))];
}
