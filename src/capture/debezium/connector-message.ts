/** A message as it came from a connector's sink, whatever carried it. */
export interface ConnectorMessage {
  /** Null where the sink sends none. */
  readonly key: string | Buffer | null;
  /** Null for a tombstone; a sink's own word for it, such as Redis's `default`, is the caller's to translate. */
  readonly value: string | Buffer | null;
  /** By name, without the prefix and encoding that the sink gave them; names may come in any case. */
  readonly headers: Readonly<Record<string, string | Buffer>>;
  /** As `CapturedChange.channel`. */
  readonly channel?: string | undefined;
  /** As `CapturedChange.receivedAtUs`. */
  readonly receivedAtUs: number;
}
