import type { Delivery } from '../../scenario/scenario.ts';
import type { Source, SourceListener } from '../raw-message.ts';
import { topicNames } from '../topic-name.ts';

/** What is read of a delivery: only the captured tables' events. */
export interface DeliveryContext extends SourceListener {
  readonly prefix: string;
  readonly schema: string;
  readonly tables: readonly string[];
  /** The connector is started once this is open: what it makes at its start may not be there yet. */
  readonly isStartedLater: boolean;
}

/** Opens where a connector delivers, from behind what is there already. Each library is loaded where it is named. */
export async function openDelivery(
  delivery: Delivery,
  { prefix, schema, tables, isStartedLater, ...listener }: DeliveryContext,
): Promise<Source<object> & { readonly address?: string }> {
  switch (delivery.kind) {
    case 'http': {
      const { openHttpSource } = await import('../http.ts');
      const source = await openHttpSource({ ...listener, host: delivery.host, port: delivery.port });
      return { ...source, address: source.start.url };
    }
    case 'redis': {
      const { openRedisSource } = await import('../redis.ts');
      const streams = topicNames(delivery.topics, { prefix, schema }, tables);
      const { url, format: messageFormat, security } = delivery;
      return openRedisSource({ ...listener, url, messageFormat, security, streams });
    }
    case 'nats': {
      const { openNatsSource } = await import('../nats.ts');
      const { url, stream, subject, security } = delivery;
      return openNatsSource({
        ...listener,
        url,
        stream,
        security,
        mayCome: isStartedLater,
        ...(subject !== undefined && { subject }),
      });
    }
    case 'kafka': {
      const { openKafkaSource } = await import('../kafka.ts');
      const topics = topicNames(delivery.topics, { prefix, schema }, tables);
      const { brokers, security } = delivery;
      return openKafkaSource({
        ...listener,
        brokers,
        topics,
        security: { protocol: 'PLAINTEXT', ...security },
      });
    }
  }
}
