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
