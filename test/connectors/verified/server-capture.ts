import { installDebeziumServer, type InstalledServer } from '../harness/debezium-server.ts';
import type { JavaVersion } from '../harness/java-home.ts';
import { recommendedProperties } from '../harness/known-servers.ts';
import type { Properties } from '../harness/properties.ts';
import { parcelsPublication, parcelsTables } from './parcels.ts';

export type Sink = 'http' | 'redis' | 'nats-jetstream';

/** A Debezium Server for the parcels, and where its sink is. */
export interface ParcelsServer {
  /** Unique in the server and the broker: the topics' prefix, the slot's name, the capture's name. */
  readonly name: string;
  /** The topics' prefix where it is another. */
  readonly prefix?: string;
  readonly version: string;
  readonly java: JavaVersion;
  readonly sink: Sink;
  /** Address of the broker; none for http, where the run listens. */
  readonly broker: Readonly<Record<string, string>>;
  /** Other settings than the recommended ones. */
  readonly properties?: Properties;
}

/** The configuration that users get, for the tables of the parcels. */
export async function installForParcels(wanted: ParcelsServer): Promise<InstalledServer> {
  const { name, prefix = name, version, java, sink, broker, properties } = wanted;
  const tables = parcelsTables.map(table => `public.${table}`).join(',');
  const all = {
    ...recommendedProperties(sink),
    'debezium.source.topic.prefix': prefix,
    'debezium.source.slot.name': name,
    'debezium.source.publication.name': parcelsPublication,
    'debezium.source.table.include.list': tables,
    ...(sink === 'nats-jetstream' && {
      'debezium.sink.nats-jetstream.subjects': `${prefix}.*.*,__debezium-heartbeat.*`,
    }),
    ...properties,
  };
  return installDebeziumServer({ version, java, properties: all, env: broker });
}

/** Where the capture of a sink reads, in the scenario's words. */
export function deliveryOf(sink: Sink, broker: Readonly<Record<string, string>>): object {
  switch (sink) {
    case 'http':
      return { kind: 'http' };
    case 'redis':
      return { kind: 'redis', url: `redis://${broker['REDIS_ADDRESS']}` };
    case 'nats-jetstream':
      return { kind: 'nats', url: broker['NATS_URL'] };
  }
}

/** The capture of a Debezium Server that the run starts, in the scenario's words. */
export async function serverCapture(wanted: ParcelsServer, start: object = {}, more: object = {}): Promise<object> {
  const { name, sink, broker, version } = wanted;
  const { folder, words, env, config } = await installForParcels(wanted);
  return {
    name,
    ...deliveryOf(sink, broker),
    connector: {
      config,
      label: `${sink} ${version}`,
      version: version.replace('.Final', ''),
      start: { command: words, cwd: folder, env, ready: { slot: name, within: '120s' }, ...start },
    },
    ...more,
  };
}
