// Opens a source on a thread of its own and posts what it tells.
import { parentPort, workerData } from 'node:worker_threads';
import { openHttpSource, type HttpSourceRequest } from '../../../src/capture/http.ts';
import { openKafkaSource, type KafkaSourceRequest } from '../../../src/capture/kafka.ts';
import { openNatsSource, type NatsSourceRequest } from '../../../src/capture/nats.ts';
import type { Source, SourceListener } from '../../../src/capture/raw-message.ts';
import { openRedisSource, type RedisSourceRequest } from '../../../src/capture/redis.ts';
import { systemClock } from '../../../src/shared/clock.ts';

/** What a thread is asked to open. */
export type Wanted =
  | ({ readonly kind: 'http' } & Omit<HttpSourceRequest, keyof SourceListener>)
  | ({ readonly kind: 'kafka' } & Omit<KafkaSourceRequest, keyof SourceListener>)
  | ({ readonly kind: 'nats' } & Omit<NatsSourceRequest, keyof SourceListener>)
  | ({ readonly kind: 'redis' } & Omit<RedisSourceRequest, keyof SourceListener>);

const listener: SourceListener = {
  clock: systemClock,
  onMessage: ({ value }) => parentPort!.postMessage(String(value)),
  onLost: error => {
    throw error;
  },
};

function open(wanted: Wanted): Promise<Source<unknown>> {
  if (wanted.kind === 'http') return openHttpSource({ ...wanted, ...listener });
  if (wanted.kind === 'kafka') return openKafkaSource({ ...wanted, ...listener });
  if (wanted.kind === 'nats') return openNatsSource({ ...wanted, ...listener });
  return openRedisSource({ ...wanted, ...listener });
}

const source = await open(workerData as Wanted);
parentPort!.once('message', () => void source.stop());
parentPort!.postMessage(source.start);
