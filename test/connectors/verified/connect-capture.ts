import { installConnectStandalone } from '../harness/connect-standalone.ts';
import { recommendedConnector } from '../harness/known-servers.ts';
import type { Properties } from '../harness/properties.ts';
import { parcelsPublication, parcelsTables } from './parcels.ts';

/**
 * The configuration that users get, for the tables of the parcels.
 * @param file in scenarios/debezium/kafka/
 * @param name the topics' prefix and the slot's name
 */
export function parcelsConnector(file: string, name: string): Properties {
  return {
    ...recommendedConnector(file).config,
    'topic.prefix': name,
    'slot.name': name,
    'publication.name': parcelsPublication,
    'table.include.list': parcelsTables.map(table => `public.${table}`).join(','),
  };
}

/** The file that users get, and the version that runs it. */
export interface ParcelsConnector {
  readonly file: string;
  readonly version: string;
  readonly name: string;
}

/** A capture of a connector in a Connect worker of its own. */
export async function connectCapture({ file, version, name }: ParcelsConnector, bootstrap: string): Promise<object> {
  const config = parcelsConnector(file, name);
  const worker = await installConnectStandalone({ bootstrap, version, connectors: [{ name, config }] });
  const { folder, words, rest, configs } = worker;
  return {
    name,
    kind: 'kafka',
    bootstrap,
    connector: {
      config: configs[name],
      rest: { url: rest, name },
      label: `kafka ${version}`,
      version: version.replace('.Final', ''),
      start: { command: words, cwd: folder, ready: { slot: name, within: '120s' } },
    },
  };
}
