import type { RunStart } from '../../observe/verify/take-change.ts';
import type { CaptureIntake } from '../../observe/verify/verifier.ts';
import type { SessionSettings } from '../../postgres/connect.ts';
import type { Clock } from '../../shared/clock.ts';
import type { JudgingTime } from '../slot/judging-time.ts';
import type { Source } from './messages.ts';

export interface OpenSource {
  /** LSN behind which changes are this run's. */
  readonly startLsn: RunStart['lsn'];
  /** What people should know about how it was opened. */
  readonly notes: readonly string[];
  /** Where a connector is to post to, where that is a door of our own. */
  readonly address?: string;
  /** Messages that have come and are not judged yet, where they may wait. */
  waiting?(): number;
  /** Does something once they are. */
  afterwards?(act: () => void): void;
  /** Versions that the connector's events name, in their order. */
  versions?(): readonly string[];
  stop(): Promise<void>;
}

export interface SourceContext {
  readonly url: string;
  readonly session: SessionSettings;
  readonly tables: readonly string[];
  readonly clock: Clock;
  /** Insert LSN of the server before the first row. */
  readonly insertLsn: number;
  /** Takes what the source tells; asked for at the first event, which may come before `open` is over. */
  readonly intake: () => CaptureIntake;
  readonly note: (text: string) => void;
  /** When a slot's changes are judged; at once where it is left out. */
  readonly judgingTime: JudgingTime | undefined;
}

/** Opens what a capture reads. From then on no change is missed. What a source needs is loaded with it. */
export async function openSource(source: Source, context: SourceContext): Promise<OpenSource> {
  if (source.kind === 'slot') return (await import('./open-slot.ts')).openSlot(source, context);
  return (await import('./open-connector.ts')).openConnector(source, context);
}
