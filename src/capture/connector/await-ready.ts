import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun } from '../../shared/errors.ts';
import { lineWatch, outputTail } from './connector-output.ts';
import type { ConnectorStart, Readiness } from '../../scenario/connector/connector-start.ts';
import type { ProcessGroup } from './process-group.ts';

const pollMs = 100;
const requestMs = 2_000;

/** A connector that was started, and how to see that it is ready. */
export interface ReadyRequest {
  readonly settings: Pick<ConnectorStart, 'ready' | 'readyWithinMs'>;
  /** As messages call it, such as `The connector of capture dbz36`. */
  readonly subject: string;
  readonly group: Pick<ProcessGroup, 'ended'>;
  readonly outputFile: string;
  /** Where its output since this start begins. */
  readonly outputFrom: number;
  readonly isSlotActive: (slot: string) => Promise<boolean>;
  /** Why it will never be ready, once that is known. */
  readonly failure?: (() => Promise<string | undefined>) | undefined;
  readonly signal: AbortSignal;
}

/**
 * Waits until the connector is ready.
 * @throws CannotRun when it has failed, and with the last lines of its output when it ends before that or takes too long;
 *   the signal's reason
 */
export async function awaitReady(request: ReadyRequest): Promise<void> {
  const { settings, subject, group, outputFile, outputFrom, signal } = request;
  const isReady = readyProbe(request);
  const deadline = performance.now() + settings.readyWithinMs;
  const seen: { end?: string } = {};
  void group.ended.then(end => (seen.end = end));
  const output = (): string => `Its output (${outputFile}) ends:\n${outputTail(outputFile, outputFrom)}`;
  while (!(await isReady())) {
    signal.throwIfAborted();
    if (seen.end !== undefined) {
      throw new CannotRun(`${subject} ended before it was ready: ${seen.end}. ${output()}`, {
        hint: 'Does connector.start.command work when it is run by hand in connector.start.cwd?',
      });
    }
    if (performance.now() > deadline) {
      const missing = whatIsMissing(settings.ready);
      throw new CannotRun(`${subject} was not ready in ${settings.readyWithinMs / 1_000} s: ${missing}. ${output()}`, {
        hint: 'Correct connector.start.ready, or give it more time with ready.within',
      });
    }
    const failure = await request.failure?.();
    if (failure !== undefined) throw new CannotRun(`${subject} will not be ready: ${failure}`);
    await delay(pollMs, undefined, { signal });
  }
}

function readyProbe({ settings, outputFile, outputFrom, isSlotActive, signal }: ReadyRequest): () => Promise<boolean> {
  const { ready } = settings;
  if (ready.kind === 'url') return () => answersOk(ready.url, signal);
  if (ready.kind === 'slot') return () => isSlotActive(ready.slot);
  const watch = lineWatch(outputFile, outputFrom, ready.pattern);
  return async () => watch();
}

async function answersOk(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(requestMs)]);
    const answer = await fetch(url, { signal: limit, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    // Nobody listens yet, or it answers too slowly: asked again until the time is over.
    return false;
  }
}

function whatIsMissing(ready: Readiness): string {
  if (ready.kind === 'url') return `${ready.url} did not answer with 200`;
  if (ready.kind === 'slot') return `the replication slot ${ready.slot} has no reader`;
  return `it printed no line that matches ${ready.pattern.source}`;
}
