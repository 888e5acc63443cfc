import { UsageError } from '../../../shared/errors.ts';
import type { FlatSettings } from './flat-settings.ts';
import { refusals } from './refusals.ts';
import { binaryModes, decimalModes, intervalModes, timeModes, type ValueModes } from './value-modes.ts';

/** What a Debezium connector for PostgreSQL is set to, with Debezium's own defaults for what is not set. */
export interface ConnectorSettings {
  readonly modes: ValueModes;
  /** Whether values bring their schema; undefined where the worker's configuration decides it. Decoding does not need it. */
  readonly schemasEnabled: boolean | undefined;
  /** `tombstones.on.delete` */
  readonly tombstones: boolean;
  /** `topic.prefix` */
  readonly topicPrefix: string | undefined;
  /** `slot.name` */
  readonly slotName: string;
  /** `publication.name` */
  readonly publicationName: string;
  /** `snapshot.mode` */
  readonly snapshotMode: string;
  /** `plugin.name` */
  readonly plugin: string;
  /** `skipped.operations`: letters of operations that are not sent. */
  readonly skippedOperations: readonly string[];
}

/**
 * Settings from a connector's configuration.
 * @param origin the file or address, for errors
 * @throws UsageError that lists everything for which the connector cannot be verified
 */
export function connectorSettings(flat: FlatSettings, origin: string): ConnectorSettings {
  const faults: string[] = [...refusals(flat)];
  const one = <Value extends string>(key: string, values: readonly Value[], fallback: Value): Value => {
    const given = flat.get(key)?.trim().toLowerCase();
    if (given === undefined) return fallback;
    const value = values.find(candidate => candidate === given);
    if (value === undefined) faults.push(unknownValue(key, flat.get(key)!, values));
    return value ?? fallback;
  };
  const settings: ConnectorSettings = {
    modes: {
      time: one('time.precision.mode', timeModes, 'adaptive'),
      decimal: one('decimal.handling.mode', decimalModes, 'precise'),
      binary: one('binary.handling.mode', binaryModes, 'bytes'),
      interval: one('interval.handling.mode', intervalModes, 'numeric'),
      moneyScale: moneyScale(flat, faults),
      unavailable: placeholder(flat, faults),
    },
    schemasEnabled: schemasEnabled(flat),
    tombstones: one('tombstones.on.delete', ['true', 'false'], 'true') === 'true',
    topicPrefix: flat.get('topic.prefix'),
    slotName: flat.get('slot.name') ?? 'debezium',
    publicationName: flat.get('publication.name') ?? 'dbz_publication',
    snapshotMode: flat.get('snapshot.mode') ?? 'initial',
    plugin: flat.get('plugin.name') ?? 'decoderbufs',
    skippedOperations: (flat.get('skipped.operations') ?? 't').split(',').map(letter => letter.trim()),
  };
  if (faults.length > 0) {
    throw new UsageError(`a connector with the settings of ${origin} cannot be verified:\n  ${faults.join('\n  ')}`, {
      hint: 'change the settings of the connector, or leave the capture out',
    });
  }
  return settings;
}

function unknownValue(key: string, given: string, values: readonly string[]): string {
  if (given.includes('${')) return `${key} is ${given}, which the connector fills in later: write its value out`;
  return `${key} is "${given}", which is none of ${values.join(', ')}`;
}

function moneyScale(flat: FlatSettings, faults: string[]): number {
  const given = flat.get('money.fraction.digits') ?? '2';
  if (!/^\d{1,2}$/.test(given)) faults.push(`money.fraction.digits is "${given}", which is no number of digits`);
  return Number(given);
}

function placeholder(flat: FlatSettings, faults: string[]): Buffer {
  const given = flat.get('unavailable.value.placeholder') ?? '__debezium_unavailable_value';
  if (!given.startsWith('hex:')) return Buffer.from(given, 'utf8');
  const digits = given.slice('hex:'.length);
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits)) faults.push(`unavailable.value.placeholder is "${given}", which is no hex`);
  return Buffer.from(digits, 'hex');
}

function schemasEnabled(flat: FlatSettings): boolean | undefined {
  const given = flat.get('value.converter.schemas.enable') ?? flat.get('converter.schemas.enable');
  if (given !== undefined) return given.trim().toLowerCase() === 'true';
  return flat.has('value.converter') ? true : undefined;
}
