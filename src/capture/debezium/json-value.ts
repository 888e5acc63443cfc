import { parse } from 'lossless-json';

/** JSON whose integers beyond 2^53 are whole: those come as bigint. */
export type JsonValue =
  null | boolean | number | bigint | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export type JsonObject = { readonly [name: string]: JsonValue };

/** @throws SyntaxError for what is no JSON, or says a name twice */
export function parseJson(text: string): JsonValue {
  return parse(text, null, { parseNumber: toNumber }) as JsonValue;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in an error's line: short, and on one line. */
export function shown(value: JsonValue | undefined): string {
  const text =
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function toNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? value : BigInt(text);
}
