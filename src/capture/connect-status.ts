import { CannotRun, messageOf } from '../shared/errors.ts';

/** What the REST interface of Kafka Connect says of a connector (Kafka documentation, "Connect REST API", `status`). */
export interface ConnectStatus {
  /** RUNNING, PAUSED, STOPPED, UNASSIGNED, RESTARTING or FAILED. */
  readonly state: string;
  readonly tasks: readonly { readonly id: number; readonly state: string }[];
  /** Why it is of no use any more: the FAILED connector or task, and the first line of its trace. */
  readonly failure: string | undefined;
}

interface StatusBody {
  readonly connector: { readonly state: string; readonly trace?: string };
  readonly tasks: readonly { readonly id: number; readonly state: string; readonly trace?: string }[];
}

const answerWithinMs = 10_000;

/**
 * Asks Connect how a connector is.
 * @param url of the REST interface, such as `http://127.0.0.1:8083`
 * @throws CannotRun where Connect does not answer or does not know the connector
 */
export async function askConnectStatus(url: string, connector: string): Promise<ConnectStatus> {
  const address = `${url.replace(/\/+$/, '')}/connectors/${encodeURIComponent(connector)}/status`;
  const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) }).catch((error: unknown) => {
    const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new CannotRun(`Kafka Connect does not answer at ${url}: ${messageOf(reason)}`, { cause: error });
  });
  const text = await response.text();
  if (response.status === 404) {
    throw new CannotRun(`Kafka Connect at ${url} has no connector "${connector}"`, {
      hint: `look at ${url}/connectors for their names`,
    });
  }
  const body = response.ok ? statusIn(text) : undefined;
  if (body === undefined) {
    throw new CannotRun(`${address} answers ${response.status}, and not with a connector's status: ${firstLine(text)}`);
  }
  const { state } = body.connector;
  const tasks = body.tasks.map(task => ({ id: task.id, state: task.state }));
  return { state, tasks, failure: failureIn(connector, body) };
}

/** @throws CannotRun when the connector or a task of it is FAILED */
export function checkConnectStatus({ failure }: ConnectStatus): void {
  if (failure === undefined) return;
  throw new CannotRun(failure, { hint: "mend the cause, then restart the connector through Connect's REST interface" });
}

function failureIn(name: string, { connector, tasks }: StatusBody): string | undefined {
  if (connector.state === 'FAILED') return `the connector ${name} has failed: ${firstLine(connector.trace)}`;
  const task = tasks.find(({ state }) => state === 'FAILED');
  return task && `task ${task.id} of the connector ${name} has failed: ${firstLine(task.trace)}`;
}

function firstLine(trace: string | undefined): string {
  return trace?.trim().split(/\r?\n/, 1)[0] || 'it says no more';
}

function statusIn(text: string): StatusBody | undefined {
  try {
    const body = JSON.parse(text) as Partial<StatusBody> | null;
    const isStatus = typeof body?.connector?.state === 'string' && Array.isArray(body.tasks);
    return isStatus ? (body as StatusBody) : undefined;
  } catch {
    return undefined;
  }
}
