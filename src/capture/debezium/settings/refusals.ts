import type { FlatSettings } from './flat-settings.ts';

/** Transformations that leave no envelope of an event, or none that is Debezium's. */
const unwrapping =
  /(?:ExtractNewRecordState|ExtractNewDocumentState|EventRouter|ExtractField\$Value|Flatten\$Value|HoistField\$Value|ConvertCloudEventToSaveableForm)$/;

const readFormats = new Set(['json', 'jsonbytearray']);

/** Why events of a connector with these settings cannot be read: one line a setting, which it names. */
export function refusals(flat: FlatSettings): string[] {
  return [...notPostgres(flat), ...unwrappers(flat), ...otherFormats(flat), ...customConverters(flat)];
}

function notPostgres(flat: FlatSettings): string[] {
  const given = flat.get('connector.class');
  if (given === undefined) return ['connector.class is not there: is this the configuration of a connector?'];
  if (/^(?:io\.debezium\.connector\.postgresql\.)?Postgres(?:ql)?(?:Connector)?$/.test(given)) return [];
  return [`connector.class is ${given}; io.debezium.connector.postgresql.PostgresConnector is read`];
}

function unwrappers(flat: FlatSettings): string[] {
  const names = (flat.get('transforms') ?? '').split(',').map(name => name.trim());
  return names.flatMap(name => {
    const key = `transforms.${name}.type`;
    const type = flat.get(key) ?? '';
    return unwrapping.test(type)
      ? [`${key} is ${type}, which takes off the envelope (operation, before image, position) that verification reads`]
      : [];
  });
}

/** Kafka Connect names a converter's class, Debezium Server a format. */
function otherFormats(flat: FlatSettings): string[] {
  const parts = ['key', 'value'] as const;
  return parts.flatMap(part => {
    const converter = flat.get(`${part}.converter`);
    const format = flat.get(`format.${part}`);
    if (converter !== undefined && !converter.endsWith('.JsonConverter')) {
      return [
        `${part}.converter is ${converter}${avroNote(converter)}; org.apache.kafka.connect.json.JsonConverter is read`,
      ];
    }
    if (format !== undefined && !readFormats.has(format.toLowerCase())) {
      return [`debezium.format.${part} is ${format}${avroNote(format)}; json is read`];
    }
    return [];
  });
}

function avroNote(format: string): string {
  return /avro|protobuf/i.test(format) ? ', whose events only a schema registry explains' : '';
}

function customConverters(flat: FlatSettings): string[] {
  const given = flat.get('converters');
  return given === undefined || given.trim() === ''
    ? []
    : [`converters is ${given}: converters of one's own write values as only they know`];
}
