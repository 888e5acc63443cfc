import { setTimeout as pause } from 'node:timers/promises';
import type { CapturedChange } from '../../src/observe/verify/captured-change.ts';
import type { Commit, LogicalMessage, PgoutputEvent, Truncate } from '../../src/capture/pgoutput/pgoutput-event.ts';
import {
  openSlotCapture,
  type SlotCapture,
  type SlotCaptureRequest,
  type SlotReconnect,
} from '../../src/capture/slot.ts';
import type { FileServer } from './file-server.ts';
import { systemClock } from '../../src/shared/clock.ts';

/** A slot capture that keeps what it hears. */
export interface SlotListener {
  readonly capture: SlotCapture;
  readonly events: PgoutputEvent[];
  readonly changes: CapturedChange[];
  readonly commits: Commit[];
  readonly truncates: Truncate[];
  readonly messages: LogicalMessage[];
  readonly reconnects: SlotReconnect[];
  readonly losses: Error[];
  /** Resolves once all is heard that was committed before the call; rejects where the capture is lost first. */
  caughtUp(): Promise<void>;
  /** Resolves once something is so; rejects where the capture is lost first. */
  until(isSo: () => boolean): Promise<void>;
}

type ListenOptions = Partial<SlotCaptureRequest> & { readonly acknowledges?: boolean };

let runs = 0;

/** A run id that no other test of this process has. */
export function newRunId(): string {
  return (runs += 1).toString(16).padStart(8, '0');
}

/** Opens a capture of tables in schema public and acknowledges every commit at once, unless told otherwise. */
export async function listen(
  url: string,
  tables: readonly string[],
  server: FileServer,
  { acknowledges = true, ...options }: ListenOptions = {},
): Promise<SlotListener> {
  const heard: Omit<SlotListener, 'capture' | 'caughtUp' | 'until'> = {
    events: [],
    changes: [],
    commits: [],
    truncates: [],
    messages: [],
    reconnects: [],
    losses: [],
  };
  const wake = new Set<() => void>();
  const holder: { capture: SlotCapture | undefined } = { capture: undefined };
  const capture = await openSlotCapture({
    url,
    settings: { applicationName: 'alimentador test', synchronousCommit: 'on', schema: 'public' },
    slotName: `alimentador_${newRunId()}_reference`,
    tables,
    clock: systemClock,
    // A busy machine takes seconds to end a walsender, and until then the slot is in use.
    reconnectAfterMs: [10, 50, 100, 500, ...Array<number>(60).fill(1_000)],
    onUndecodable: error => {
      throw error;
    },
    ...options,
    onEvent: event => {
      heard.events.push(event);
      if (event.kind === 'change') heard.changes.push(event.change);
      else if (event.kind === 'truncate') heard.truncates.push(event.truncate);
      else if (event.kind === 'message') heard.messages.push(event.message);
      else {
        heard.commits.push(event.commit);
        if (acknowledges) holder.capture?.acknowledge(event.commit.endLsn);
      }
      options.onEvent?.(event);
      for (const look of wake) look();
    },
    onReconnect: reconnect => {
      heard.reconnects.push(reconnect);
      options.onReconnect?.(reconnect);
    },
    onLost: error => {
      heard.losses.push(error);
      options.onLost?.(error);
      for (const look of wake) look();
    },
  });
  holder.capture = capture;
  const caughtUp = async (): Promise<void> => {
    const prefix = `marker ${Math.random()}`;
    const isThere = (): boolean => heard.messages.some(message => message.prefix === prefix);
    await server.ask(url, `SELECT pg_logical_emit_message(true, '${prefix}', '')`);
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (heard.losses.length > 0) reject(heard.losses[0]!);
        else if (isThere()) resolve();
        else return;
        wake.delete(look);
      };
      wake.add(look);
      look();
    });
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (heard.losses.length > 0) throw heard.losses[0]!;
      await pause(20);
    }
  };
  return { capture, ...heard, caughtUp, until };
}
