import type { RunStart } from '../../observe/verify/take-change.ts';
import type { CaptureIntake } from '../../observe/verify/verifier.ts';
import type { SessionSettings } from '../../postgres/connect.ts';
import type { Clock } from '../../shared/clock.ts';
import { openSlotCapture } from '../slot.ts';
import type { SlotSource, Source } from './messages.ts';

export interface OpenSource {
  /** LSN behind which changes are this run's; undefined where the source has none of this server. */
  readonly startLsn: RunStart['lsn'];
  /** What people should know about how it was opened. */
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

export interface SourceContext {
  readonly url: string;
  readonly session: SessionSettings;
  readonly tables: readonly string[];
  readonly clock: Clock;
  /** Takes what the source tells; asked for at the first event, which may come before `open` is over. */
  readonly intake: () => CaptureIntake;
  readonly note: (text: string) => void;
}

/** Opens what a capture reads. From then on no change is missed. */
export async function openSource(source: Source, context: SourceContext): Promise<OpenSource> {
  return openSlot(source, context);
}

async function openSlot(source: SlotSource, context: SourceContext): Promise<OpenSource> {
  const { url, session, tables, clock, intake, note } = context;
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
    onEvent: event => {
      if (event.kind === 'change') intake().change(event.change);
      else if (event.kind === 'commit') acknowledge(event.commit.endLsn);
    },
    onUndecodable: ({ message }) => {
      intake().undecodable();
      if ((undecodable += 1) === 1) note(`capture ${settings.name}: what came cannot be read: ${message}`);
    },
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
    stop: () => capture.stop(),
  };
}
