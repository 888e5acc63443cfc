import { readFileSync } from 'node:fs';
import { readProperties, type Properties } from './properties.ts';

/** Debezium Servers that Maven has, each on a Java that it runs on. */
export const knownServers = [
  { version: '2.7.3.Final', java: '17' },
  { version: '3.6.0.Final', java: 'newest' },
] as const;

/** The slot of the configuration in scenarios/debezium/. */
export const recommendedSlot = 'alimentador_debezium';

/** The configuration that users get, but with a heartbeat soon enough to see one. */
export function recommendedProperties(sink: 'http' | 'redis' | 'nats-jetstream'): Properties {
  const file = new URL(`../../../scenarios/debezium/${sink}/application.properties`, import.meta.url);
  return { ...readProperties(file), 'debezium.source.heartbeat.interval.ms': '500' };
}

/** The configuration of a connector in Kafka Connect that users get: its name and settings. */
export function recommendedConnector(file: string): { name: string; config: Properties } {
  const url = new URL(`../../../scenarios/debezium/kafka/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as { name: string; config: Properties };
}
