import type { GeneratorSpec } from '../../model/generator-spec.ts';
import type { Generator } from './value-context.ts';

export interface Member {
  readonly name: string;
  readonly kind: GeneratorSpec['kind'];
  readonly nulls: number;
  readonly generate: Generator;
}

const bare = new Set<GeneratorSpec['kind']>(['int', 'decimal', 'json']);

/** A JSON object; numbers, booleans and objects are written bare, everything else as text. The server prints its canonical form. */
export function document(members: readonly Member[]): Generator {
  const compiled = members.map(member => ({ ...member, label: JSON.stringify(member.name) }));
  return context => {
    const parts = compiled.map(member => {
      const value = member.nulls > 0 && context.draw.chance(member.nulls) ? null : member.generate(context);
      return `${member.label}: ${jsonValue(member.kind, value)}`;
    });
    return `{${parts.join(', ')}}`;
  };
}

function jsonValue(kind: GeneratorSpec['kind'], value: string | null): string {
  if (value === null) return 'null';
  if (kind === 'bool') return value === 't' ? 'true' : 'false';
  return bare.has(kind) ? value : JSON.stringify(value);
}
