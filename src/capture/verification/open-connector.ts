import { createEnvelopeDecoder } from '../debezium/envelope-decoder.ts';
import type { RawMessage } from '../raw-message.ts';
import type { ConnectorSource } from './messages.ts';
import { openDelivery } from './open-delivery.ts';
import type { OpenSource, SourceContext } from './open-source.ts';

/** What could not be decoded is told this often; the rest is only counted. */
const undecodableTold = 3;

/** Where a Debezium connector delivers: each message is decoded to the server's own texts and judged. */
export async function openConnector(source: ConnectorSource, context: SourceContext): Promise<OpenSource> {
  const { settings, delivers, topicPrefix } = source;
  const { clock, intake, note, session, tables, insertLsn } = context;
  // A thread's data brings bytes as they are, not as a Buffer.
  const modes = { ...source.modes, unavailable: Buffer.from(source.modes.unavailable) };
  const decode = createEnvelopeDecoder(modes, source.tables);
  const versions = new Set<string>();
  let told = 0;
  const onMessage = ({ key, value, headers, channel, receivedAtUs, position }: RawMessage): void => {
    const decoded = decode({ key: key ?? null, value: value ?? null, headers, channel, receivedAtUs });
    switch (decoded.kind) {
      case 'change':
      case 'keyLeft':
        versions.add(decoded.version);
        return intake().change(decoded.change);
      case 'foreign':
        return intake().foreign();
      case 'undecodable':
        if ((told += 1) <= undecodableTold) note(`capture ${settings.name}, ${position}: ${decoded.line}`);
        return intake().undecodable();
      default:
        // Tombstones, heartbeats, transaction metadata, truncates and messages are no row changes.
        return undefined;
    }
  };
  const delivery = await openDelivery(delivers, {
    clock,
    onMessage,
    onLost: error => intake().void(error.message),
    prefix: topicPrefix,
    schema: session.schema,
    tables,
    isStartedLater: source.isStartedLater,
  });
  return {
    startLsn: insertLsn,
    notes: [],
    ...(delivery.address !== undefined && { address: delivery.address }),
    versions: () => [...versions],
    stop: () => delivery.stop(),
  };
}
