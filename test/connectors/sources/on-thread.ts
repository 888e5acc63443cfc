import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Wanted } from './source-worker.ts';

/**
 * Opens a source on a thread, lets something be sent, and stops it.
 * @returns the value that was told, once the thread has ended by itself
 */
export async function onThread(wanted: Wanted, send: (start: unknown) => Promise<unknown>): Promise<string> {
  // tsx serves the main thread only; a worker has to load it itself.
  const load = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register();
    await import('${new URL('source-worker.ts', import.meta.url).href}')`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(load)}`), { workerData: wanted });
  const ended = once(worker, 'exit');
  const [start] = await once(worker, 'message');
  const told = once(worker, 'message');
  await send(start);
  const [value] = (await told) as [string];
  worker.postMessage('stop');
  await ended;
  return value;
}
