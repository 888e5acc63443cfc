import type { Verification } from './capture/verification/verification.ts';
import type { Source } from './capture/verification/messages.ts';
import { startVerification } from './capture/verification/verification.ts';
import type { StreamObserver } from './execute/stream-observer.ts';
import type { Database } from './postgres/database.ts';
import { slotNameOf } from './postgres/replication/slot-name.ts';
import type { RunRecord } from './report/run-record.ts';
import type { RunContext } from './run-context.ts';
import { watchSlots } from './run-slots.ts';
import type { CaptureDeclaration } from './scenario/scenario.ts';
import { formatCount } from './shared/count.ts';

/** After an interruption people wait at the prompt: what is not there by then is not waited for. */
const interruptedLimitMs = 5_000;
const noteEveryUs = 10_000_000;

/** The captures of a run, open. */
export interface RunCaptures {
  readonly observers: readonly StreamObserver[];
  streamBegins(): void;
  /** Waits for what is left and puts the verdicts into the record; the captures are closed then. */
  judge(): Promise<void>;
  /** Closes what is still open, without a verdict. */
  close(): Promise<void>;
}

/**
 * Opens the scenario's captures: from then on they see what is written. Undefined where there are none.
 * @param url of the server for slots, past any pooler
 * @throws CannotRun when one cannot be opened
 */
export async function openCaptures(
  record: RunRecord,
  database: Database,
  url: string,
  context: RunContext,
): Promise<RunCaptures | undefined> {
  const { scenario, workload } = record;
  if (scenario.captures.length === 0) return undefined;
  const { known, unknown } = await database.canonicalColumns(workload);
  for (const column of unknown) {
    record.warnings.push(`captures are not verified in ${column}: only the server can make the text of its values`);
  }
  const published = await database.publishedTables();
  const fullIdentity = published.filter(table => table.isFull).map(({ table }) => table);
  const sources = scenario.captures.map(capture => sourceOf(capture, context.runId, { unknown, fullIdentity }));
  const access = { url, session: database.session };
  const verification = await startVerification(
    {
      ...access,
      workload: workload.settings,
      sources,
      canonical: known,
      drain: scenario.drain,
    },
    { note: text => record.warnings.push(text), progress: waitingNotes(context) },
  );
  const slots = watchSlots(
    access,
    sources.map(source => source.slotName),
    scenario.maxRetainedBytes,
    context,
    {
      warn: warning => record.warnings.push(warning),
      dropped: (slotName, reason) => {
        record.warnings.push(reason);
        const capture = sources.find(source => source.slotName === slotName)!.settings.name;
        verification.void(reason, capture);
      },
    },
  );
  record.warnings.push(...verification.notes);
  let isOpen = true;
  return {
    observers: [feed(verification)],
    streamBegins: () => verification.streamBegins(),
    judge: async () => {
      isOpen = false;
      const { unknown: unknownOutcomes } = record.executed;
      if (unknownOutcomes.size > 0) {
        verification.void(`nobody knows the outcome of ${formatCount(unknownOutcomes.size)} operations`);
      }
      const isCut = context.stopping.aborted && !scenario.streamPhase.untilStopped;
      const results = await verification.finish(isCut ? interruptedLimitMs : undefined);
      record.captures = Object.fromEntries(
        scenario.captures.map(({ name, kind }) => [name, { kind, ...results[name]! }]),
      );
      record.slots = await slots.stop();
    },
    close: async () => {
      if (!isOpen) return;
      await verification.stop();
      await slots.stop();
    },
  };
}

/** What of the model's tables captures have to know. */
interface Columns {
  readonly unknown: readonly string[];
  readonly fullIdentity: readonly string[];
}

function sourceOf(
  { name, publication, ...declared }: CaptureDeclaration,
  runId: string,
  { unknown, fullIdentity }: Columns,
): Source {
  return {
    kind: 'slot',
    slotName: slotNameOf(runId, name),
    publication,
    settings: {
      name,
      isReference: true,
      positions: 'commit',
      seeded: declared.seeded,
      delivery: declared.delivery,
      ignoresColumns: unknown,
      fullIdentity,
      resolutionUs: 1,
    },
  };
}

/** Tells the verification what is sent, before it is, and what of that did not commit. */
function feed(verification: Verification): StreamObserver {
  return {
    sent: ({ lane }) => verification.sent(lane),
    skipped: ({ lane }) => verification.sent(lane),
    retried: () => undefined,
    answered: ({ number }, outcome) => {
      if (outcome.kind === 'rejected') verification.notCommitted(number, outcome.sqlState);
    },
  };
}

/** A line now and then while captures are waited for. */
function waitingNotes({ clock, progress }: RunContext): Parameters<typeof startVerification>[1]['progress'] {
  let saidUs = clock.nowUs();
  return counts => {
    const nowUs = clock.nowUs();
    if (nowUs - saidUs < noteEveryUs) return;
    saidUs = nowUs;
    const left = Object.entries(counts).map(([name, { arrived, expected }]) => {
      return `${name} ${formatCount(arrived)} of ${formatCount(expected)}`;
    });
    progress.note(`waiting for captures: ${left.join(', ')} changes`);
  };
}
