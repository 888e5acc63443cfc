import type { IncomingHttpHeaders } from 'node:http';

/** How the `http` sink of Debezium Server writes an event's headers (its documentation, "HTTP Client"). */
export interface SinkHeaderSettings {
  /** `debezium.sink.http.headers.prefix`; left out, its default. */
  readonly headersPrefix?: string;
  /** `debezium.sink.http.headers.encode.base64`; left out, its default. */
  readonly headersEncodedBase64?: boolean;
}

/** The event's own headers among those of a request, without their prefix and decoded. */
export function sinkHeaders(headers: IncomingHttpHeaders, settings: SinkHeaderSettings): Record<string, string> {
  const { headersPrefix = 'X-DEBEZIUM-', headersEncodedBase64 = true } = settings;
  const prefix = headersPrefix.toLowerCase();
  const own = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (!name.startsWith(prefix) || value === undefined) return [];
    const text = typeof value === 'string' ? value : value.join(', ');
    return [[name.slice(prefix.length), headersEncodedBase64 ? Buffer.from(text, 'base64').toString() : text]];
  });
  return Object.fromEntries(own);
}
