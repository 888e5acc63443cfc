import { CannotRun } from '../../shared/errors.ts';
import { withoutPasswords } from '../../shared/without-passwords.ts';
import { askConnect, type ConnectAddress } from './ask-connect.ts';

interface StatusBody {
  readonly connector: { readonly state: string; readonly trace?: string };
  readonly tasks: readonly { readonly id: number; readonly state: string; readonly trace?: string }[];
}

/** Lines of a trace that are shown, and how long each is at most. */
const linesShown = 6;
const charactersShown = 400;

/**
 * Asks Connect how a connector is.
 * @returns why it is of no use any more: which part of it is FAILED, and the lines of the trace that say why; undefined
 *   for one that is not
 * @throws CannotRun where Connect does not answer or does not know the connector
 */
export async function connectorFailure(address: ConnectAddress): Promise<string | undefined> {
  const { connector, tasks } = await askConnect(address, 'status', asStatus);
  if (connector.state === 'FAILED') return `the connector ${address.name} has failed: ${reasonIn(connector.trace)}`;
  const task = tasks.find(({ state }) => state === 'FAILED');
  return task && `task ${task.id} of the connector ${address.name} has failed: ${reasonIn(task.trace)}`;
}

/** The same as far as it can be known: nothing of a worker that is starting, or being restarted. */
export async function knownFailure(address: ConnectAddress): Promise<string | undefined> {
  try {
    return await connectorFailure(address);
  } catch (error) {
    // Whoever waits for the connector, or for what it delivers, says that there is none.
    if (error instanceof CannotRun) return undefined;
    throw error;
  }
}

/** @throws CannotRun when the connector or a task of it is FAILED, or Connect cannot say */
export async function checkConnector(address: ConnectAddress): Promise<void> {
  const failure = await connectorFailure(address);
  if (failure !== undefined) throw hasFailed(failure);
}

/** The error for a failure. */
export function hasFailed(failure: string): CannotRun {
  return new CannotRun(failure, {
    hint: "mend the cause, then restart the connector through Connect's REST interface",
  });
}

/** A trace's own line and its causes: between them are calls, which say nothing to whoever configured the connector. */
function reasonIn(trace: string | undefined): string {
  const lines = (trace ?? '').split(/\r?\n/).map(line => line.trim());
  const [first = '', ...causes] = lines.filter(
    (line, at) => line !== '' && (at === 0 || line.startsWith('Caused by: ')),
  );
  if (first === '') return 'it says no more';
  const shown = [first, ...causes.slice(0, linesShown - 1)].map(line => line.slice(0, charactersShown));
  return withoutPasswords(shown.join('\n  '));
}

function asStatus(body: unknown): StatusBody | undefined {
  const status = body as Partial<StatusBody> | null | undefined;
  const isStatus = typeof status?.connector?.state === 'string' && Array.isArray(status.tasks);
  return isStatus ? (status as StatusBody) : undefined;
}
