import type { Scalar } from 'yaml';
import type { Substitution } from './environment.ts';

/** What a scalar means, or what is wrong with it; `offset` into the text where that is not the scalar's beginning. */
export interface ScalarValue {
  readonly value: string | number | boolean | null;
  readonly faults: readonly { readonly message: string; readonly hint: string; readonly offset?: number }[];
}

/**
 * The value of a scalar: texts with references to environment variables replaced (unless `substitution` is left out),
 * numbers only where they are what the file says.
 */
export function scalarValue(node: Scalar, text: string, substitution: Substitution | undefined): ScalarValue {
  const { value } = node;
  if (typeof value === 'string') return textValue(node, value, text, substitution);
  if (typeof value === 'number') return { value, faults: numberFaults(value, node.source ?? String(value)) };
  if (typeof value === 'boolean' || value === null) return { value, faults: [] };
  const hint = 'write a text, number, boolean or null';
  return { value: null, faults: [{ message: `a value of type ${typeof value} cannot be used`, hint }] };
}

function textValue(node: Scalar, value: string, text: string, substitution: Substitution | undefined): ScalarValue {
  if (substitution === undefined) return { value, faults: [] };
  const { text: replaced, faults } = substitution.substitute(value);
  const start = node.range?.[0] ?? 0;
  const written = text.slice(start, node.range?.[1] ?? start);
  return {
    value: replaced,
    faults: faults.map(({ marker, message, hint }) => ({
      message,
      hint,
      // Escapes in double quotes can hide the marker: then the scalar's beginning has to do.
      offset: start + Math.max(0, written.indexOf(marker)),
    })),
  };
}

function numberFaults(value: number, source: string): ScalarValue['faults'] {
  if (!Number.isFinite(value)) {
    return [{ message: `${source} is not a finite number`, hint: 'write a number that is, or put a text in quotes' }];
  }
  // 1e300 says itself that it is an approximation; 9007199254740993 would silently become ...992.
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || /^[-+]?[\d.]+e/i.test(source)) return [];
  const shown = source.length > 40 ? `${source.slice(0, 39)}…` : source;
  return [{ message: `${shown} is beyond 2^53 and would not be kept exactly`, hint: 'write it in quotes' }];
}
