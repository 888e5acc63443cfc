import { parse } from 'dot-properties';
import { UsageError } from '../../../shared/errors.ts';

/** A connector's settings by their names in Kafka Connect, whatever file they come from. */
export type FlatSettings = ReadonlyMap<string, string>;

/**
 * Settings from JSON: `{name, config}` as it is posted to Kafka Connect or answered by it (`/connectors/NAME`, and
 * `/connectors?expand=info` when it has one connector), or the configuration alone (`/connectors/NAME/config`).
 * @param origin the file or address, for errors
 * @throws UsageError for anything else
 */
export function settingsFromJson(json: unknown, origin: string): FlatSettings {
  const config = configOf(json);
  if (config === undefined) {
    throw new UsageError(`${origin} holds no configuration of one connector`, {
      hint: 'it must be an object of settings, or one with "name" and "config"',
    });
  }
  const settings = Object.entries(config).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[key, String(value)] as const]
      : [],
  );
  return new Map(settings);
}

/** Settings from the text of Debezium Server's `application.properties`, or of a connector of Connect's standalone mode. */
export function settingsFromProperties(text: string): FlatSettings {
  const settings = Object.entries(parse(text) as Record<string, string>);
  return new Map(settings.map(([key, value]) => [connectName(key), value]));
}

/** Debezium Server puts a connector's settings under prefixes of its own. */
function connectName(key: string): string {
  return key
    .replace(/^debezium\.format\.(key|value)\.schemas\.enable$/, '$1.converter.schemas.enable')
    .replace(/^debezium\.source\./, '')
    .replace(/^debezium\.(?=(?:format|transforms|predicates)\b)/, '');
}

type Config = Readonly<Record<string, unknown>>;

function configOf(json: unknown): Config | undefined {
  if (!isConfig(json)) return undefined;
  if (isConfig(json['config'])) return json['config'];
  const [only, ...others] = Object.values(json);
  if (others.length === 0 && isConfig(only) && isConfig(only['info'])) return configOf(only['info']);
  return Object.values(json).some(isConfig) ? undefined : json;
}

function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
