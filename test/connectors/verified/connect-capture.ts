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
