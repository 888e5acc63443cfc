// The thread that reads the captures and holds them against the plan, which it replays by itself: a busy generator must not
// make arrivals late, nor a late answer make a connector repeat itself (design §6.2).
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../shared/clock.ts';
import { AlimentadorError } from '../../shared/errors.ts';
import { steadyClock } from '../arrival-clock.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { openVerificationRun } from './verification-run.ts';

const port = parentPort!;
const post = (message: FromThread): void => port.postMessage(message);

try {
  const run = await openVerificationRun(workerData as ThreadData, steadyClock(systemClock), post);
  port.on('message', (message: ToThread) => {
    run.take(message);
    if (message.kind === 'stop') port.close();
  });
} catch (error) {
  if (!(error instanceof AlimentadorError)) throw error;
  post({ kind: 'cannotRun', message: error.message, hint: error.hint });
  port.close();
}
