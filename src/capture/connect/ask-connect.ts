import { CannotRun, messageOf } from '../../shared/errors.ts';

/** A connector in Kafka Connect, by the worker's REST interface (`connector.rest`). */
export interface ConnectAddress {
  /** Such as `http://127.0.0.1:8083`. */
  readonly url: string;
  /** Of the connector. */
  readonly name: string;
}

const answerWithinMs = 10_000;

/**
 * Asks Connect about a connector (Kafka documentation, "Connect REST API").
 * @param what `status` or `config`
 * @param read makes of the answer, as JSON, what is asked for; undefined when it is something else
 * @throws CannotRun where Connect does not answer, not with that, or does not know the connector
 */
export async function askConnect<T>(
  { url, name }: ConnectAddress,
  what: 'status' | 'config',
  read: (body: unknown) => T | undefined,
): Promise<T> {
  const address = `${url.replace(/\/+$/, '')}/connectors/${encodeURIComponent(name)}/${what}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) }).catch((error: unknown) => {
    const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new CannotRun(`Kafka Connect does not answer at ${url}: ${messageOf(reason)}`, { cause: error });
  });
  const text = await response.text();
  if (response.status === 404) {
    throw new CannotRun(`Kafka Connect at ${url} has no connector "${name}"`, {
      hint: `look at ${url}/connectors for their names`,
    });
  }
  const found = response.ok ? read(parsed(text)) : undefined;
  if (found !== undefined) return found;
  // A configuration may hold passwords: what is there instead is shown, what is there is not.
  throw new CannotRun(
    `${address} answers ${response.status}, and not with a connector's ${what}: ${firstLine(text).slice(0, 200)}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0] || 'it says no more';
}
