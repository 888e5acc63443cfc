import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CannotRun } from '../../shared/errors.ts';
import type { FromThread, StillWaiting, ThreadData, ToThread } from './messages.ts';

/** The verification thread as the run sees it. */
export interface Verification {
  /** What people should know about how the captures were opened. */
  readonly notes: readonly string[];
  /** Where connectors are to post to, by capture. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Told before an operation of a lane is sent, or when one is passed over. */
  sent(lane: number): void;
  notCommitted(number: number, reason: string): void;
  streamBegins(): void;
  /** Planned changes that have come to a capture for the first time, as of some milliseconds ago; 0 where there are only slots. */
  arrived(capture: string): number;
  /** Nothing can be said of a capture; of any where none is named. */
  void(reason: string, capture?: string): void;
  /** The capture's connector has ended and is started again: it may go over what it has delivered. */
  restarting(capture: string): void;
  /** It is ready again. */
  restarted(capture: string): void;
  /**
   * Waits until the captures have delivered what there is, and judges. The captures are closed then.
   * @param maxMs how long to wait at most, where that is less than usual
   * @throws what ended the thread
   */
  finish(maxMs: number | undefined): Promise<Judged>;
  /** Closes the captures without a verdict; nothing after `finish`. */
  stop(): Promise<void>;
}

/** Verdicts of all captures, and the versions that connectors' events name. */
export type Judged = Pick<Extract<FromThread, { kind: 'finished' }>, 'results' | 'versions'>;

export interface VerificationObserver {
  note(text: string): void;
  /** While what is left is waited for. */
  waiting(counts: Readonly<Record<string, StillWaiting>>): void;
}

/**
 * Starts the thread and waits until every capture sees what is written.
 * @throws CannotRun when one cannot be opened
 */
export async function startVerification(
  data: Omit<ThreadData, 'sent'>,
  observer: VerificationObserver,
): Promise<Verification> {
  const sent = new SharedArrayBuffer(data.workload.lanes * Int32Array.BYTES_PER_ELEMENT);
  const counts = new Int32Array(sent);
  const worker = newWorker({ ...data, sent } satisfies ThreadData);
  const post = (message: ToThread): void => worker.postMessage(message);
  const ended = once(worker, 'exit');
  const failed = new Promise<never>((_, reject) => worker.once('error', reject));
  failed.catch(() => undefined);
  const answer = <Kind extends FromThread['kind']>(kind: Kind): Promise<Extract<FromThread, { kind: Kind }>> => {
    const found = new Promise<Extract<FromThread, { kind: Kind }>>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === kind) resolve(message as Extract<FromThread, { kind: Kind }>);
        if (message.kind === 'cannotRun') {
          const { message: text, hint } = message;
          reject(new CannotRun(text, hint === undefined ? {} : { hint }));
        }
      });
    });
    return Promise.race([found, failed]);
  };
  let arrived: Readonly<Record<string, number>> = {};
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'note') observer.note(message.text);
    else if (message.kind === 'arrived') arrived = message.arrived;
    else if (message.kind === 'waiting') observer.waiting(message.counts);
  });
  const { notes, addresses } = await answer('ready');
  return {
    notes,
    addresses,
    sent: lane => void Atomics.add(counts, lane, 1),
    notCommitted: (number, reason) => post({ kind: 'notCommitted', number, reason }),
    streamBegins: () => post({ kind: 'streamBegins' }),
    restarting: capture => post({ kind: 'restarting', capture }),
    restarted: capture => post({ kind: 'restarted', capture }),
    void: (reason, capture) => post({ kind: 'void', reason, capture }),
    arrived: capture => arrived[capture] ?? 0,
    finish: async maxMs => {
      const finished = answer('finished');
      post({ kind: 'drain', maxUs: maxMs === undefined ? undefined : maxMs * 1_000 });
      const { results, versions } = await finished;
      post({ kind: 'stop' });
      await ended;
      return { results, versions };
    },
    stop: async () => {
      post({ kind: 'stop' });
      await Promise.race([ended, failed]).catch(() => undefined);
    },
  };
}

/** Images live either very short or long: a larger nursery holds garbage only. */
const maxYoungGenerationSizeMb = 24;

/** From sources (in tests) the thread has to load what compiles them, which on Node 20 it does not inherit. */
function newWorker(workerData: ThreadData): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const thread = new URL(`./verification-thread.${isSource ? 'ts' : 'js'}`, import.meta.url);
  if (!isSource) return new Worker(thread, { workerData, resourceLimits: { maxYoungGenerationSizeMb } });
  const tsx = import.meta.resolve('tsx/esm/api');
  const load = `import { register } from '${tsx}'; register(); await import('${thread.href}');`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(load)}`), { workerData });
}
