import type { LoadedModel } from '../model/load-model.ts';
import { parseBytes } from '../shared/bytes.ts';
import { secondsOf } from '../shared/calendar.ts';
import { parseDurationUs } from '../shared/duration.ts';
import { isPlainMap, orderedEntries } from '../yaml/plain-data.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { placeOf } from './check-place.ts';
import { filledCompare } from './compare-settings.ts';
import { drainLimits } from './drain-limits.ts';
import type { Override } from './overrides.ts';
import { lanesDefault, paceOf, untilStopped } from './pace.ts';
import { captureOf } from './resolve-capture.ts';
import type { Check, Scenario } from './scenario.ts';
import type { CaptureFile, CheckFile, ScenarioFile } from './scenario-file.generated.ts';
import { volumesOf } from './volumes.ts';

const referenceTimeDefault = '2024-01-01T00:00:00Z';

/** Fills in every default of a valid scenario, once. */
export function resolveScenario(
  file: YamlFile,
  shownAs: string,
  { model, checks }: LoadedModel,
  overrides: readonly Override[],
): Scenario {
  const written = file.data as ScenarioFile;
  const { streamPhase } = written;
  const { lanes = lanesDefault, events } = streamPhase;
  const us = (text: string): number => parseDurationUs(text)!;
  const referenceTime = written.referenceTime ?? referenceTimeDefault;
  const pace = paceOf(streamPhase);
  const stagesUs = pace.kind === 'stages' ? pace.stages.reduce((sum, stage) => sum + stage.durationUs, 0) : undefined;
  const isUntilStopped = streamPhase.duration === untilStopped;
  const hasDuration = streamPhase.duration !== undefined && !isUntilStopped;
  const durations = [stagesUs, hasDuration ? us(streamPhase.duration!) : undefined];
  const known = durations.filter(each => each !== undefined);
  const filled = {
    referenceTime,
    connections: Math.min(streamPhase.connections ?? Math.min(lanes, 16), lanes),
    pipeline: streamPhase.pipeline ?? 8,
    grace: streamPhase.grace ?? '30s',
    operationTimeout: streamPhase.operationTimeout ?? '60s',
    // As fast as possible leaves no room for it.
    jitter: pace.kind === 'closedLoop' ? '0ms' : (streamPhase.jitter ?? '0ms'),
  };
  const volumes = volumesOf(written, model);
  const weights = model.events.map(event => (events === undefined ? event.weight : (events[event.name] ?? 0)));
  return {
    name: written.name,
    file: shownAs,
    overrides: [...new Set(overrides.map(override => override.source))],
    randomSeed: written.randomSeed,
    referenceSeconds: secondsOf(referenceTime),
    database: databasePart(written),
    volumes,
    streamPhase: {
      pace,
      durationUs: known.length === 0 ? undefined : Math.min(...known),
      untilStopped: isUntilStopped,
      operations: streamPhase.operations,
      jitterUs: us(filled.jitter),
      lanes,
      connections: filled.connections,
      pipeline: filled.pipeline,
      graceUs: us(filled.grace),
      operationTimeoutUs: us(filled.operationTimeout),
      weights,
    },
    ...capturePart(written, shownAs),
    expectedPlanDigest: written.expect?.planDigest,
    checks: [...checks.map(modelCheck), ...(written.checks ?? []).map(check => scenarioCheck(check, written.captures))],
    thresholds: written.thresholds ?? [],
    resolved: {
      ...(withoutSecrets(written) as Record<string, unknown>),
      referenceTime,
      compare: filledCompare(written.compare),
      seedPhase: { volumes: Object.fromEntries(model.tables.map(table => [table.name, volumes[table.index]])) },
      streamPhase: {
        ...(withoutSecrets(streamPhase) as Record<string, unknown>),
        lanes,
        ...pick(filled, ['connections', 'pipeline', 'jitter', 'grace', 'operationTimeout']),
        events: Object.fromEntries(model.events.map(event => [event.name, weights[event.index]])),
      },
    },
  };
}

function databasePart({ database = {} }: ScenarioFile): Scenario['database'] {
  const { url, replicationUrl, prepare, synchronousCommit = 'on', schema = 'public' } = database;
  return { url, replicationUrl, prepare, synchronousCommit, schema };
}

function capturePart(
  written: ScenarioFile,
  scenarioFile: string,
): Pick<Scenario, 'captures' | 'drain' | 'maxRetainedBytes'> {
  const { captures = [], guard } = written;
  return {
    captures: captures.map(capture => captureOf(capture, scenarioFile, written.database?.schema ?? 'public')),
    drain: drainLimits(written),
    maxRetainedBytes: parseBytes(guard?.maxRetainedWal ?? '2GiB')!,
  };
}

function modelCheck({ name, sql }: { name: string; sql: string }): Check {
  return { name, sql, origin: 'model', on: ['source'], expect: 'noRows' };
}

function scenarioCheck({ name, noRows, value, is, on = ['source'] }: CheckFile, captures: CaptureFile[] = []): Check {
  const common = { name, origin: 'scenario', on: on.map(place => placeOf(place, captures)!) } as const;
  if (noRows !== undefined) return { ...common, sql: noRows, expect: 'noRows' };
  return { ...common, sql: value ?? '', expect: 'value', is: is ?? '' };
}

function pick<Source extends object, Key extends keyof Source>(
  source: Source,
  keys: readonly Key[],
): Pick<Source, Key> {
  return Object.fromEntries(keys.map(key => [key, source[key]])) as Pick<Source, Key>;
}

/** Plain copies for a report: connection URLs and variables of connectors may hold passwords, so they are left out. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isPlainMap(value)) return value;
  const entries = orderedEntries(value).map(([key, inner]) => [
    key,
    /url$/i.test(key) || key === 'env' ? '(not shown)' : withoutSecrets(inner),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
