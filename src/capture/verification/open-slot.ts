import { openSlotCapture } from '../slot.ts';
import type { SlotSource } from './messages.ts';
import type { OpenSource, SourceContext } from './open-source.ts';

/** The reference: a slot of the tool's own. */
export async function openSlot(source: SlotSource, context: SourceContext): Promise<OpenSource> {
  const { url, session, tables, clock, intake, note, judgingTime } = context;
  const { slotName, publication, settings } = source;
  let acknowledge = (_endLsn: number): void => undefined;
  let undecodable = 0;
  const capture = await openSlotCapture({
    url,
    settings: session,
    slotName,
    tables,
    ...(publication !== undefined && { publication }),
    clock,
    ...(judgingTime !== undefined && { judgingTime }),
    onEvent: event => {
      if (event.kind === 'change') intake().change(event.change);
      else if (event.kind === 'commit') acknowledge(event.commit.endLsn);
    },
    onUndecodable: ({ message }) => {
      intake().undecodable();
      if ((undecodable += 1) === 1) note(`capture ${settings.name}: what came cannot be read: ${message}`);
    },
    onUnwritable: reason => note(`capture ${settings.name}: judged at once, since nothing can wait on disk: ${reason}`),
    onReconnect: ({ reason }) => {
      intake().reconnected();
      note(`capture ${settings.name}: connected again (${reason})`);
    },
    onLost: error => intake().void(error.message),
  });
  acknowledge = endLsn => capture.acknowledge(endLsn);
  const { droppedSlots, kept } = capture.start.leftovers;
  return {
    startLsn: capture.start.insertLsn,
    notes: [
      ...droppedSlots.map(name => `the replication slot ${name}, left by a killed run, was dropped`),
      ...kept.map(({ name, reason }) => `the replication slot ${name} is left alone: ${reason}`),
    ],
    waiting: () => capture.waiting(),
    afterwards: act => capture.afterwards(act),
    stop: () => capture.stop(),
  };
}
