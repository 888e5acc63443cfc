import { createHash } from 'node:crypto';
import type { LoadedModel } from '../model/load-model.ts';
import type { Workload } from './workload.ts';

/**
 * SHA-256 of everything that decides the plan, and of nothing else: the compiled model with the text of its DDL, the random
 * seed, the reference time, volumes, weights, lanes and schedule, and the streams that went before. Not the name, database, connections, checks or thresholds.
 */
export function workloadDigest({ settings }: Workload, { ddl }: LoadedModel): string {
  const { model, randomSeed, referenceSeconds, volumes, weights, lanes, schedule } = settings;
  const earlier = settings.earlier.length === 0 ? undefined : settings.earlier;
  const parts = { model, ddl: ddl.text, randomSeed, referenceSeconds, volumes, weights, lanes, schedule, earlier };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** JSON with keys in code-unit order; a Map as a list of its entries, since its order matters. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Map) return canonicalJson([...value.entries()]);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
