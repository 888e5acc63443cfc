import type { CanonicalColumn } from '../../observe/verify/canonical-text.ts';
import type { CaptureResult } from '../../observe/verify/capture-result.ts';
import type { CaptureSettings } from '../../observe/verify/capture-settings.ts';
import type { DrainCounts, DrainSettings } from '../../observe/verify/drain.ts';
import type { WorkloadSettings } from '../../plan/workload.ts';
import type { SessionSettings } from '../../postgres/connect.ts';
import type { Delivery } from '../../scenario/scenario.ts';
import type { CapturedTable } from '../debezium/captured-table.ts';
import type { ValueModes } from '../debezium/settings/value-modes.ts';

/** A replication slot of the run's own server. */
export interface SlotSource {
  readonly kind: 'slot';
  readonly settings: CaptureSettings;
  readonly slotName: string;
  readonly publication: string | undefined;
}

/** Where a Debezium connector delivers. */
export interface ConnectorSource {
  readonly kind: 'connector';
  readonly settings: CaptureSettings;
  readonly delivers: Delivery;
  /** How its configuration makes it write values. */
  readonly modes: ValueModes;
  readonly topicPrefix: string;
  /** The run starts the connector once its captures are open. */
  readonly isStartedLater: boolean;
  readonly tables: readonly CapturedTable[];
}

export type Source = SlotSource | ConnectorSource;

/** What the verification thread is made with: plain data, so that it replays the plan by itself. */
export interface ThreadData {
  readonly workload: WorkloadSettings;
  /** Operations of each lane that were sent, as 32-bit integers; raised before an operation is. */
  readonly sent: SharedArrayBuffer;
  readonly url: string;
  readonly session: SessionSettings;
  readonly sources: readonly Source[];
  readonly canonical: readonly CanonicalColumn[];
  readonly drain: DrainSettings;
}

export type ToThread =
  | { readonly kind: 'notCommitted'; readonly number: number; readonly reason: string }
  | { readonly kind: 'streamBegins' }
  /** Nothing is sent any more. @property maxUs how long to wait for what is left, where that is less than usual */
  | { readonly kind: 'drain'; readonly maxUs: number | undefined }
  /** @property capture the one that is void; all of them where none is named */
  | { readonly kind: 'void'; readonly reason: string; readonly capture: string | undefined }
  /** A connector has ended and is started again: it may go over what it has delivered. */
  | { readonly kind: 'restarting'; readonly capture: string }
  /** It reads its slot again. */
  | { readonly kind: 'restarted'; readonly capture: string }
  | { readonly kind: 'stop' };

/** How far a capture is when a stream is over. */
export interface StillWaiting extends DrainCounts {
  /** Messages that have come and are not judged: until they are, no more is expected than what is. */
  readonly unjudged: number;
}

export type FromThread =
  /** Every capture sees what is written from now on. */
  | {
      readonly kind: 'ready';
      readonly notes: readonly string[];
      /** Where connectors are to post to, by capture. */
      readonly addresses: Readonly<Record<string, string>>;
    }
  /** Planned changes that have come for the first time, by capture. Some fifty times a second, where there are connectors. */
  | { readonly kind: 'arrived'; readonly arrived: Readonly<Record<string, number>> }
  /** As often, while what is left is waited for. */
  | { readonly kind: 'waiting'; readonly counts: Readonly<Record<string, StillWaiting>> }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'finished';
      readonly results: Readonly<Record<string, CaptureResult>>;
      /** Versions that connectors' events name, by capture, in their order. */
      readonly versions: Readonly<Record<string, readonly string[]>>;
    }
  /** What the user can do something about. */
  | { readonly kind: 'cannotRun'; readonly message: string; readonly hint: string | undefined };
