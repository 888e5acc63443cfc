/* Generated from schema/model.schema.json by `npm run generate`. Do not edit. */

export type Key =
  | Name
  | {
      /**
       * Name of the column.
       */
      uuid: Name;
    }
  | Name[];
export type Name = string;
export type Choices =
  | Scalar[]
  | {
      [k: string]: number;
    };
export type Scalar = string | number | boolean | null;
export type Percent = string;
export type Offset = string;
export type Span = string;
export type Override =
  | Scalar
  | ColumnFile
  | {
      /**
       * Number of that step, from 1.
       */
      stepRow: number;
    };
export type Condition = Scalar | Scalar[];

/**
 * Tables, value generators, default volumes, events and their default weights.
 */
export interface ModelFile {
  /**
   * Version of this file format.
   */
  version: 1;
  /**
   * Name of the model.
   */
  name: string;
  /**
   * What the model stands for.
   */
  description?: string;
  /**
   * Locale of faker; English fills what it lacks.
   */
  locale?: "en" | "pt_BR" | "pt_PT" | "es" | "fr" | "de" | "it" | "nl" | "pl";
  /**
   * SQL file, relative to this one, that creates tables, triggers, indexes and the publication. The model never repeats types or constraints.
   */
  ddl: string;
  /**
   * Folder of SQL files, relative to this file, one query each: it selects offending rows, so no row means passed.
   */
  checks?: string;
  /**
   * What holds for all tables that do not say otherwise.
   */
  everyTable?: {
    /**
     * Primary key: a BIGSERIAL column (row n has key n), a UUID column, or the reference columns that are the key together.
     */
    key?: Key;
    /**
     * Columns that the server fills (default, trigger). Of exactly two the first is the time of creation and the second of the last change: the state check holds them to that.
     */
    serverColumns?: Name[];
  };
  /**
   * The tables by name.
   */
  tables: {
    [k: string]: TableFile;
  };
  /**
   * What happens in the stream, by name. Weights are relative.
   */
  events: {
    [k: string]: EventFile;
  };
}
/**
 * One table.
 */
export interface TableFile {
  /**
   * Volume: rows before the stream.
   */
  rows: number;
  /**
   * `fixed`: the scale of a scenario leaves this table alone.
   */
  scale?: "fixed";
  /**
   * Primary key: a BIGSERIAL column (row n has key n), a UUID column, or the reference columns that are the key together.
   */
  key?: Key;
  /**
   * Columns that the server fills (default, trigger). Of exactly two the first is the time of creation and the second of the last change: the state check holds them to that.
   */
  serverColumns?: Name[];
  /**
   * Reference columns that are unique together: drawn without repeats.
   *
   * @minItems 2
   * @maxItems 8
   */
  unique?: Name[];
  /**
   * The columns that the tool writes, each with its generator.
   */
  columns: {
    [k: string]: ColumnFile;
  };
}
/**
 * One generator and, if wanted, `nulls` or `presentWith`.
 */
export interface ColumnFile {
  /**
   * A function of faker in the locale of the model, from the list of known ones.
   */
  faker?: string;
  /**
   * Text with faker functions in double braces; arguments as JSON.
   */
  template?: string;
  /**
   * Longest text in characters; what is longer is cut. With `faker` and `template`.
   */
  max?: number;
  /**
   * One of these values, all alike or by weight.
   */
  oneOf?: Choices;
  /**
   * The values in turn by row number, beginning anew at the end.
   *
   * @minItems 1
   * @maxItems 100000
   */
  each?: Scalar[];
  /**
   * Key of a row of another table.
   */
  ref?: Name;
  /**
   * A whole number, both ends included.
   */
  int?: {
    /**
     * Smallest.
     */
    from: number;
    /**
     * Largest.
     */
    to: number;
  };
  /**
   * A number with a fixed count of decimals, both ends included.
   */
  decimal?: {
    /**
     * Smallest.
     */
    from: number;
    /**
     * Largest.
     */
    to: number;
    /**
     * Decimals.
     */
    scale: number;
  };
  /**
   * A text of that many decimal digits.
   */
  digits?: number;
  /**
   * True with this probability.
   */
  bool?: Percent;
  /**
   * A date.
   */
  date?: TimeRange;
  /**
   * A time in whole seconds, UTC.
   */
  timestamp?: TimeRange;
  /**
   * A time later than that of another column of the row, by `within`.
   */
  after?: Name;
  /**
   * How much later, both ends included. With `after`.
   */
  within?: Span;
  /**
   * A random version 4 UUID.
   */
  uuid?: "random";
  /**
   * Words of made-up text of a given length in characters.
   */
  text?: {
    /**
     * Length in characters.
     */
    length:
      | number
      | {
          /**
           * Shortest.
           */
          from: number;
          /**
           * Longest.
           */
          to: number;
        };
  };
  /**
   * Random bytes.
   */
  bytes?: {
    /**
     * Length in bytes.
     */
    length:
      | number
      | {
          /**
           * Shortest.
           */
          from: number;
          /**
           * Longest.
           */
          to: number;
        };
  };
  /**
   * A JSON object whose members are generated like columns.
   */
  json?: {
    [k: string]: ColumnFile;
  };
  /**
   * Brazilian person number with valid check digits, a bijection of the row number.
   */
  cpf?: "unique";
  /**
   * Brazilian company number with valid check digits, a bijection of the row number.
   */
  cnpj?: "unique";
  /**
   * Share of the alphanumeric form that is in force since July 2026. With `cnpj`.
   */
  alphanumeric?: Percent;
  /**
   * Brazilian physician number, 6 digits and the federal unit, a bijection of the row number.
   */
  crm?: "unique";
  /**
   * Text with `{n}` replaced by a number that no other row has, padded with zeros to its count of `n`.
   */
  sequence?: string;
  /**
   * First state of a state machine, by weight.
   */
  start?: Choices;
  /**
   * The only moves there are: from a state to the next ones by weight. A state without an entry is final.
   */
  next?: {
    [k: string]: Choices;
  };
  /**
   * Generators by condition: the first entry whose column values fit is used; the last may leave the condition out.
   *
   * @minItems 1
   *
   * Items: Values of other columns of the row, and one generator.
   */
  when?: {
    /**
     * A function of faker in the locale of the model, from the list of known ones.
     */
    faker?: string;
    /**
     * Text with faker functions in double braces; arguments as JSON.
     */
    template?: string;
    /**
     * Longest text in characters; what is longer is cut. With `faker` and `template`.
     */
    max?: number;
    /**
     * One of these values, all alike or by weight.
     */
    oneOf?: Choices;
    /**
     * The values in turn by row number, beginning anew at the end.
     *
     * @minItems 1
     * @maxItems 100000
     */
    each?: Scalar[];
    /**
     * Key of a row of another table.
     */
    ref?: Name;
    /**
     * A whole number, both ends included.
     */
    int?: {
      /**
       * Smallest.
       */
      from: number;
      /**
       * Largest.
       */
      to: number;
    };
    /**
     * A number with a fixed count of decimals, both ends included.
     */
    decimal?: {
      /**
       * Smallest.
       */
      from: number;
      /**
       * Largest.
       */
      to: number;
      /**
       * Decimals.
       */
      scale: number;
    };
    /**
     * A text of that many decimal digits.
     */
    digits?: number;
    /**
     * True with this probability.
     */
    bool?: Percent;
    /**
     * A date.
     */
    date?: TimeRange;
    /**
     * A time in whole seconds, UTC.
     */
    timestamp?: TimeRange;
    /**
     * A time later than that of another column of the row, by `within`.
     */
    after?: Name;
    /**
     * How much later, both ends included. With `after`.
     */
    within?: Span;
    /**
     * A random version 4 UUID.
     */
    uuid?: "random";
    /**
     * Words of made-up text of a given length in characters.
     */
    text?: {
      /**
       * Length in characters.
       */
      length:
        | number
        | {
            /**
             * Shortest.
             */
            from: number;
            /**
             * Longest.
             */
            to: number;
          };
    };
    /**
     * Random bytes.
     */
    bytes?: {
      /**
       * Length in bytes.
       */
      length:
        | number
        | {
            /**
             * Shortest.
             */
            from: number;
            /**
             * Longest.
             */
            to: number;
          };
    };
    /**
     * A JSON object whose members are generated like columns.
     */
    json?: {
      [k: string]: ColumnFile;
    };
    /**
     * Brazilian person number with valid check digits, a bijection of the row number.
     */
    cpf?: "unique";
    /**
     * Brazilian company number with valid check digits, a bijection of the row number.
     */
    cnpj?: "unique";
    /**
     * Share of the alphanumeric form that is in force since July 2026. With `cnpj`.
     */
    alphanumeric?: Percent;
    /**
     * Brazilian physician number, 6 digits and the federal unit, a bijection of the row number.
     */
    crm?: "unique";
    /**
     * Text with `{n}` replaced by a number that no other row has, padded with zeros to its count of `n`.
     */
    sequence?: string;
    /**
     * First state of a state machine, by weight.
     */
    start?: Choices;
    /**
     * The only moves there are: from a state to the next ones by weight. A state without an entry is final.
     */
    next?: {
      [k: string]: Choices;
    };
  }[];
  /**
   * Share of NULL.
   */
  nulls?: Percent;
  /**
   * NULL exactly where that other column of the row is.
   */
  presentWith?: Name;
}
/**
 * Both ends included, as offsets from "now".
 */
export interface TimeRange {
  /**
   * Earliest.
   */
  from: Offset;
  /**
   * Latest.
   */
  to: Offset;
}
/**
 * One kind of operation: a statement, or `steps`.
 */
export interface EventFile {
  /**
   * How often, relative to the other events.
   */
  weight?: number;
  /**
   * Table that gets a new row.
   */
  insert?: Name;
  /**
   * Columns of the new row that are not drawn as in the seed phase.
   */
  with?: Overrides;
  /**
   * Table of the row that is changed.
   */
  update?: Name;
  /**
   * Columns that get a new value from their generator; at least one differs from the old.
   */
  redraw?: Name | Name[];
  /**
   * How many of the `redraw` columns, drawn anew for each operation.
   */
  pick?: number;
  /**
   * State machine column that makes one of its moves.
   */
  advance?: Name;
  /**
   * Columns that get a value in rows where all of them are NULL.
   */
  fill?: Name | Name[];
  /**
   * Columns that get the given value or generator.
   */
  set?: Overrides;
  /**
   * Only rows with these values; columns of enumerations, booleans, or null.
   */
  where?: {
    [k: string]: Condition;
  };
  /**
   * Table of the row that is deleted; rows that others refer to stay.
   */
  delete?: Name;
  /**
   * Several statements in one transaction, in this order.
   *
   * @minItems 1
   * @maxItems 100
   */
  steps?: StepFile[];
  /**
   * Allow updates that change nothing.
   */
  noop?: boolean;
  /**
   * The server must reject the operation with this SQLSTATE; its rows never enter the plan.
   */
  expect?: string;
}
export interface Overrides {
  [k: string]: Override;
}
/**
 * One statement of an operation.
 */
export interface StepFile {
  /**
   * Table that gets a new row.
   */
  insert?: Name;
  /**
   * Columns of the new row that are not drawn as in the seed phase.
   */
  with?: Overrides;
  /**
   * Table of the row that is changed.
   */
  update?: Name;
  /**
   * Columns that get a new value from their generator; at least one differs from the old.
   */
  redraw?: Name | Name[];
  /**
   * How many of the `redraw` columns, drawn anew for each operation.
   */
  pick?: number;
  /**
   * State machine column that makes one of its moves.
   */
  advance?: Name;
  /**
   * Columns that get a value in rows where all of them are NULL.
   */
  fill?: Name | Name[];
  /**
   * Columns that get the given value or generator.
   */
  set?: Overrides;
  /**
   * Only rows with these values; columns of enumerations, booleans, or null.
   */
  where?: {
    [k: string]: Condition;
  };
  /**
   * Table of the row that is deleted; rows that others refer to stay.
   */
  delete?: Name;
  /**
   * Take the row that this earlier step of the operation touched instead of drawing one.
   */
  row?: number;
}
