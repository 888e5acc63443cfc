import { UsageError } from '../../../shared/errors.ts';
import { askConnect, type ConnectAddress } from '../../connect/ask-connect.ts';
import { readText } from '../../../yaml/read-text.ts';
import { connectorSettings, type ConnectorSettings } from './connector-settings.ts';
import { settingsFromJson, settingsFromProperties, type FlatSettings } from './flat-settings.ts';

/** Where a connector's settings are. */
export interface ConnectorOrigin {
  /** Its own file: `.json` of Kafka Connect, `.properties` of Debezium Server or of Connect's standalone mode. */
  readonly config: string | undefined;
  /** Asked where there is no file. */
  readonly rest: ConnectAddress | undefined;
}

/** A connector's configuration as messages call it. */
export function originOf({ config, rest }: ConnectorOrigin): string {
  return config ?? `${rest?.name} at ${rest?.url}`;
}

/**
 * Reads the settings of a Debezium connector.
 * @throws UsageError for a file that cannot be read, or whose connector cannot be verified; all of its faults at once
 * @throws CannotRun where Kafka Connect cannot be asked
 */
export async function readConnectorSettings(origin: ConnectorOrigin): Promise<ConnectorSettings> {
  const { config, rest } = origin;
  if (config !== undefined) return fromFile(config);
  if (rest === undefined) throw new UsageError('the connector has neither config nor rest');
  const flat = await askConnect(rest, 'config', body => (isObject(body) ? body : undefined));
  return connectorSettings(settingsFromJson(flat, originOf(origin)), originOf(origin));
}

function isObject(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

async function fromFile(file: string): Promise<ConnectorSettings> {
  const read = await readText(file);
  if ('unreadable' in read) {
    const { message, hint } = read.unreadable;
    throw new UsageError(`the connector's configuration ${file} ${message}`, { hint });
  }
  return connectorSettings(flatSettings(read.text, file), file);
}

function flatSettings(text: string, file: string): FlatSettings {
  if (file.endsWith('.properties')) return settingsFromProperties(text);
  if (file.endsWith('.json')) return settingsFromJson(parsed(text, file), file);
  throw new UsageError(`the connector's configuration ${file} is neither .json nor .properties`, {
    hint: 'name the file that the connector itself reads',
  });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's own message quotes the text, which may hold a password.
    const place = /position (\d+)/.exec((error as SyntaxError).message)?.[1];
    const line = place === undefined ? '' : ` (line ${text.slice(0, Number(place)).split('\n').length})`;
    throw new UsageError(`the connector's configuration ${file} is no JSON${line}`, {
      hint: 'it is what Kafka Connect is sent: {"name": ..., "config": {...}}',
    });
  }
}
