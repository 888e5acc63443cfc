import { UsageError } from '../../../shared/errors.ts';
import { readText } from '../../../yaml/read-text.ts';
import { connectorSettings, type ConnectorSettings } from './connector-settings.ts';
import { settingsFromJson, settingsFromProperties, type FlatSettings } from './flat-settings.ts';

/**
 * Reads the settings of a Debezium connector from its own file: `.json` of Kafka Connect, `.properties` of Debezium Server or
 * of Connect's standalone mode.
 * @throws UsageError for a file that cannot be read, or whose connector cannot be verified; all of its faults at once
 */
export async function readConnectorSettings(file: string): Promise<ConnectorSettings> {
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
