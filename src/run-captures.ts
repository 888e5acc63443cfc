import { versionProblem } from './capture/debezium/settings/connector-version.ts';
import { startVerification, type Judged, type Verification } from './capture/verification/verification.ts';
import type { StreamObserver } from './execute/stream-observer.ts';
import type { Database } from './postgres/database.ts';
import { waitingNotes } from './report/console/waiting-notes.ts';
import type { RunRecord } from './report/run-record.ts';
import { startConnectors, type RunConnectors } from './run-connectors.ts';
import type { RunContext } from './run-context.ts';
import { leftSlots, watchSlots } from './run-slots.ts';
import { sourceOf } from './run-sources.ts';
import type { CaptureDeclaration, EventCaptureDeclaration } from './scenario/scenario.ts';
import { formatCount } from './shared/count.ts';

/** After an interruption people wait at the prompt: what is not there or not judged by then is not waited for. */
const interruptedLimitMs = 5_000;

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
  { url, besideReport }: { readonly url: string; readonly besideReport: string | undefined },
  context: RunContext,
): Promise<RunCaptures | undefined> {
  const { scenario, workload } = record;
  const captures = scenario.captures.filter(isOfEvents);
  if (captures.length === 0) return undefined;
  const warn = (warning: string): void => void record.warnings.push(warning);
  const { known, unknown } = await database.canonicalColumns(workload);
  for (const column of unknown) {
    warn(`captures are not verified in ${column}: only the server can make the text of its values`);
  }
  const facts = { runId: context.runId, published: await database.publishedTables(), unknownColumns: unknown, warn };
  const sources = await Promise.all(captures.map(capture => sourceOf(capture, facts)));
  const access = { url, session: database.session };
  const own = sources.flatMap(source => (source.kind === 'slot' ? [source.slotName] : []));
  let verification: Verification | undefined;
  let connectors: RunConnectors | undefined;
  const slots = watchSlots(access, own, scenario.maxRetainedBytes, context, record.startedAtMs, {
    warn,
    dropped: (slotName, reason) => {
      warn(reason);
      const source = sources.find(each => each.kind === 'slot' && each.slotName === slotName);
      verification?.void(reason, source?.settings.name);
    },
  });
  const close = async (): Promise<void> => {
    await connectors?.stop();
    await verification?.stop();
    await slots.stop();
  };
  try {
    const data = { ...access, workload: workload.settings, sources, canonical: known, drain: scenario.drain };
    verification = await startVerification(data, { note: warn, waiting: changesLeft(context) });
    for (const note of verification.notes) warn(note);
    connectors = await startConnectors(captures, { database, url, verification, besideReport }, context);
  } catch (error) {
    await close();
    throw error;
  }
  return openRun({ record, verification, connectors, slots, close }, context);
}

interface Opened {
  readonly record: RunRecord;
  readonly verification: Verification;
  readonly connectors: RunConnectors;
  readonly slots: ReturnType<typeof watchSlots>;
  readonly close: () => Promise<void>;
}

function openRun({ record, verification, connectors, slots, close }: Opened, context: RunContext): RunCaptures {
  const { scenario, executed } = record;
  let isOpen = true;
  return {
    observers: [feed(verification)],
    streamBegins: () => {
      verification.streamBegins();
      connectors.streamBegins();
    },
    judge: async () => {
      const isCut = context.stopping.aborted && !scenario.streamPhase.untilStopped;
      await (isCut ? connectors.finishFaults() : connectors.streamEnds());
      await connectors.look();
      if (executed.unknown.size > 0) {
        verification.void(`operations whose outcome nobody knows: ${formatCount(executed.unknown.size)}`);
      }
      const { results, versions } = await verification.finish(isCut ? interruptedLimitMs : undefined);
      record.faults = await connectors.finishFaults();
      const outcomes = Object.fromEntries(
        scenario.captures.filter(isOfEvents).map(capture => {
          const { name, kind } = capture;
          const label = capture.kind === 'slot' ? null : (capture.connector.label ?? null);
          const connector = capture.kind === 'slot' ? null : { label, version: versions[name]?.at(-1) ?? null };
          return [name, { kind, connector, ...results[name]! }];
        }),
      );
      record.captures = { ...record.captures, ...outcomes };
      record.versionProblems = versionProblems(scenario.captures, versions);
      isOpen = false;
      await connectors.stop();
      record.slots = await slots.stop();
      record.warnings.push(...leftSlots(connectors.slots, record));
    },
    close: async () => {
      if (isOpen) await close();
    },
  };
}

function isOfEvents(capture: CaptureDeclaration): capture is EventCaptureDeclaration {
  return capture.kind !== 'table';
}

/** Events of another version than the scenario says: what is found is not that version's. */
function versionProblems(captures: RunRecord['scenario']['captures'], versions: Judged['versions']): string[] {
  return captures.flatMap(capture => {
    if (capture.kind === 'slot' || capture.kind === 'table') return [];
    const { name, connector } = capture;
    return (versions[name] ?? []).flatMap(seen => versionProblem(name, connector.version, seen) ?? []);
  });
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

/** Says now and then how many changes are still to come. */
function changesLeft(context: RunContext): Parameters<typeof startVerification>[1]['waiting'] {
  const note = waitingNotes(context);
  return counts =>
    note(() => {
      const left = Object.entries(counts).map(([name, { arrived, expected, unjudged }]) => {
        if (unjudged > 0) return `${name} ${formatCount(arrived)}, ${formatCount(unjudged)} messages to be judged`;
        return `${name} ${formatCount(arrived)} of ${formatCount(expected)} changes`;
      });
      return `captures: ${left.join(', ')}`;
    });
}
