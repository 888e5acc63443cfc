import { powerOfTen } from '../shared/power-of-ten.ts';

/**
 * What a column's value is made from: the compiled form of one generator in a model file. Texts are canonical (what the
 * server would print), times are offsets in seconds, shares are hundredths of a percent.
 */
export type GeneratorSpec =
  | { readonly kind: 'rowNumber' }
  | { readonly kind: 'uuidKey' }
  | { readonly kind: 'faker'; readonly parts: readonly TextPart[]; readonly max: number | undefined }
  | { readonly kind: 'oneOf'; readonly choices: Choices }
  | { readonly kind: 'each'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'ref'; readonly table: number }
  | { readonly kind: 'refTogether'; readonly table: number; readonly place: number }
  | { readonly kind: 'stepRow'; readonly step: number; readonly table: number }
  | { readonly kind: 'int'; readonly from: number; readonly to: number }
  | { readonly kind: 'decimal'; readonly from: number; readonly to: number; readonly scale: number }
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'bool'; readonly share: number }
  | { readonly kind: 'date'; readonly from: number; readonly to: number }
  | { readonly kind: 'timestamp'; readonly from: number; readonly to: number }
  | { readonly kind: 'after'; readonly column: number; readonly from: number; readonly to: number }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | { readonly kind: 'bytes'; readonly from: number; readonly to: number }
  | { readonly kind: 'json'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'cpf' }
  | { readonly kind: 'cnpj'; readonly alphanumeric: number }
  | { readonly kind: 'crm' }
  | { readonly kind: 'sequence'; readonly before: string; readonly digits: number; readonly after: string }
  | { readonly kind: 'state'; readonly start: Choices; readonly next: ReadonlyMap<string, Choices> }
  | { readonly kind: 'move'; readonly next: ReadonlyMap<string, Choices> }
  | { readonly kind: 'when'; readonly branches: readonly Branch[] }
  | { readonly kind: 'constant'; readonly value: string | null }
  | { readonly kind: 'now'; readonly dateOnly: boolean };

/** Values with cumulative weights: value i is drawn below `upTo[i]` of `total`. */
export interface Choices {
  readonly values: readonly (string | null)[];
  readonly upTo: readonly number[];
  readonly total: number;
}

/** Literal text, or a call of a faker function with its JSON arguments. */
export type TextPart = string | { readonly call: string; readonly arguments: readonly unknown[] };

export interface JsonMember {
  readonly name: string;
  readonly generator: GeneratorSpec;
  readonly nulls: number;
}

export interface Branch {
  readonly conditions: readonly { readonly column: number; readonly values: readonly (string | null)[] }[];
  readonly generator: GeneratorSpec;
}

/**
 * Generators whose values are unique by construction, each with the size of its space; of one that is made of several, the
 * smallest.
 */
export function uniqueSpace(spec: GeneratorSpec): number | undefined {
  switch (spec.kind) {
    case 'cpf':
      return 999_999_990;
    case 'cnpj':
      return 99_999_999;
    case 'crm':
      return 27_000_000;
    case 'sequence':
      return powerOfTen(spec.digits);
    case 'when':
      return smallest(spec.branches.map(branch => uniqueSpace(branch.generator)));
    case 'json':
      return smallest(spec.members.map(member => uniqueSpace(member.generator)));
    default:
      return undefined;
  }
}

function smallest(spaces: readonly (number | undefined)[]): number | undefined {
  const known = spaces.filter(space => space !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** Tables that a generator may refer to. */
export function referredTables(spec: GeneratorSpec): number[] {
  switch (spec.kind) {
    case 'ref':
    case 'refTogether':
      return [spec.table];
    case 'when':
      return spec.branches.flatMap(branch => referredTables(branch.generator));
    default:
      return [];
  }
}
