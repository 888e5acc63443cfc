import type { MsgHdrs } from '@nats-io/transport-node';

/** A message's headers by lower-case name; of a repeated one the last. */
export function headersOf(headers: MsgHdrs | undefined): Record<string, string> {
  if (headers === undefined) return {};
  return Object.fromEntries(headers.keys().map(name => [name.toLowerCase(), headers.last(name)]));
}
