import type { Clock } from '../shared/clock.ts';

/** What a broker or an HTTP request handed over, before anything is read into it. */
export interface RawMessage {
  /** Kafka topic, Redis stream, NATS subject; undefined where the message names none (HTTP). */
  readonly topic: string | undefined;
  /** Undefined where there is none, as with NATS and HTTP. */
  readonly key: Buffer | undefined;
  /** Undefined for a tombstone. */
  readonly value: Buffer | undefined;
  /**
   * By lower-case name: the sinks of Debezium Server change the case. Values are texts as they were written, which is
   * JSON, with its schema unless `debezium.format.header.schemas.enable` is false.
   */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What keeps its order by itself, where a source has several such: a topic's partition, a stream; undefined where it has
   * one order.
   */
  readonly channel: string | undefined;
  /** Where the source has it, for messages: `shop.public.item[2]@1507`. */
  readonly position: string;
  /** Microseconds since 1970 by `arrivalShiftUs`, from when the message was handed to this process. */
  readonly receivedAtUs: number;
}

/** Who takes the messages. */
export interface SourceListener {
  readonly clock: Clock;
  /** Takes the messages as they arrive. What it throws ends the source with `onLost`. */
  readonly onMessage: (message: RawMessage) => void;
  /** There will be no more messages: the capture is void. Not called after `stop()`. */
  readonly onLost: (error: Error) => void;
}

/** A source that is being read. It keeps nothing outside of itself, so it runs on any thread. */
export interface Source<Start> {
  /** Where the reading began: messages from before are never told (design §6.1). */
  readonly start: Start;
  /** Back-pressure: what has come already is still told. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}
