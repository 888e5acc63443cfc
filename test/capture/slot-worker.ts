// Reads a slot on a thread of its own, for slot.test.ts: says when it is ready, then how many changes a commit had.
import { parentPort, workerData } from 'node:worker_threads';
import { openSlotCapture } from '../../src/capture/slot.ts';
import { systemClock } from '../../src/shared/clock.ts';

const { url, slotName } = workerData as { url: string; slotName: string };
const capture = await openSlotCapture({
  url,
  settings: { applicationName: 'alimentador worker', synchronousCommit: 'on', schema: 'public' },
  slotName,
  tables: ['items'],
  clock: systemClock,
  onEvent: event => {
    if (event.kind === 'commit') parentPort!.postMessage(event.commit.changes);
  },
  onUndecodable: error => {
    throw error;
  },
  onReconnect: () => undefined,
  onLost: error => {
    throw error;
  },
});
parentPort!.once('message', () => void capture.stop());
parentPort!.postMessage(capture.start);
