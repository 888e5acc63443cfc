import { canonicalText } from '../../observe/verify/canonical-text.ts';
import { Drain } from '../../observe/verify/drain.ts';
import { Verifier, type CaptureIntake } from '../../observe/verify/verifier.ts';
import { Workload } from '../../plan/workload.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { watchIdleCores } from '../slot/idle-cores.ts';
import { allTime, SpareTime, type JudgingTime } from '../slot/judging-time.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { openSource, type OpenSource } from './open-source.ts';
import { watchServerClock } from './server-clock.ts';

const lookEveryMs = 20;
/** Of the plan, at a time: some milliseconds' worth. */
const operationsReplayed = 1_000;

/** Captures, verifier and drain of one run, as they live on their thread. */
export interface VerificationRun {
  take(message: ToThread): void;
}

/**
 * Opens every capture and says when they are ready.
 * @throws CannotRun when one cannot be opened
 */
export async function openVerificationRun(
  data: ThreadData,
  clock: Clock,
  post: (message: FromThread) => void,
): Promise<VerificationRun> {
  const { sources, session, url } = data;
  const workload = new Workload(data.workload);
  const sent = new Int32Array(data.sent);
  const startLsn = new Map<string, number | undefined>();
  const intakes = new Map<string, CaptureIntake>();
  const open = new Map<string, OpenSource>();
  const serverClock = await watchServerClock(url, session, clock, offset => {
    for (const [name, intake] of intakes) inOrder(open.get(name), () => intake.clock(offset));
  });
  const startedUs = serverClock.nowUs() + serverClock.first.offsetUs;
  const canonical = new Map(data.canonical.map(each => [`${each.table}.${each.column}`, canonicalText(each)]));
  const verifier = new Verifier({
    workload,
    schema: session.schema,
    sentOf: lane => Atomics.load(sent, lane),
    canonical: (table, column) => canonical.get(`${table}.${column}`),
    captures: sources.map(source => source.settings),
    start: ({ name }) => ({ lsn: startLsn.get(name), atUs: startedUs }),
  });
  const insertLsn = serverClock.insertLsn;
  // What waits for the reference to name it would pile up where the reference is judged later.
  const judgingTime = sources.every(({ kind }) => kind === 'slot') ? new SpareTime(clock, watchIdleCores()) : undefined;
  const note = (text: string): void => post({ kind: 'note', text });
  const close = (): Promise<void> => closeAll([...open.values(), serverClock], note);
  const tables = workload.tables.map(({ table }) => table.name);
  try {
    for (const source of sources) {
      const { name } = source.settings;
      const intake = (): CaptureIntake => {
        const known = intakes.get(name) ?? verifier.intake(name);
        intakes.set(name, known);
        return known;
      };
      const context = { url, session, tables, clock, insertLsn, intake, note, judgingTime };
      const opened = await openSource(source, context);
      open.set(name, opened);
      startLsn.set(name, opened.startLsn);
      intakes.set(name, verifier.intake(name));
      intake().clock(serverClock.first);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const names = sources.map(source => source.settings.name);
  post({
    kind: 'ready',
    notes: [...open.values()].flatMap(source => source.notes),
    addresses: knownOf(open, source => source.address),
  });
  return createRun({
    data,
    verifier,
    names,
    intakes,
    nowUs: serverClock.nowUs,
    waiting: name => open.get(name)!.waiting?.() ?? 0,
    judgingTime,
    close,
    versions: () => knownOf(open, source => source.versions?.()),
    post,
  });
}

/** What holds from now on holds for nothing that came before and waits to be judged. */
function inOrder(source: OpenSource | undefined, act: () => void): void {
  if (source?.afterwards === undefined) act();
  else source.afterwards(act);
}

/** What those sources tell that know it, by capture. */
function knownOf<Value>(
  sources: ReadonlyMap<string, OpenSource>,
  of: (source: OpenSource) => Value | undefined,
): Record<string, Value> {
  const told = [...sources].map(([name, source]) => [name, of(source)] as const);
  return Object.fromEntries(told.filter((each): each is [string, Value] => each[1] !== undefined));
}

async function closeAll(open: readonly { stop(): Promise<void> }[], note: (text: string) => void): Promise<void> {
  for (const ended of await Promise.allSettled(open.map(each => each.stop()))) {
    if (ended.status === 'rejected') note(`a capture was not closed: ${messageOf(ended.reason)}`);
  }
}

/** @returns whether all is replayed that was sent */
function replaySome(verifier: Verifier, time: JudgingTime = allTime): boolean {
  if (!time.isLeft()) return false;
  time.begin();
  const isReplayed = verifier.catchUp(operationsReplayed);
  time.end();
  return isReplayed;
}

interface Parts {
  readonly data: ThreadData;
  readonly verifier: Verifier;
  readonly names: readonly string[];
  readonly intakes: ReadonlyMap<string, CaptureIntake>;
  readonly nowUs: () => number;
  /** Messages of a capture that have come and are not judged yet. */
  readonly waiting: (name: string) => number;
  readonly judgingTime: SpareTime | undefined;
  readonly close: () => Promise<void>;
  readonly versions: () => Readonly<Record<string, readonly string[]>>;
  readonly post: (message: FromThread) => void;
}

function createRun({
  data,
  verifier,
  names,
  intakes,
  nowUs,
  judgingTime,
  waiting,
  close,
  post,
  versions,
}: Parts): VerificationRun {
  let drains: Map<string, Drain> | undefined;
  let isHurried = false;
  let beganUs = 0;
  /** Captures whose connectors are ended and not ready again: that nothing comes is no sign of theirs. */
  const down = new Set<string>();
  const drain = (maxUs: number | undefined): void => {
    judgingTime?.writersEnded();
    isHurried = maxUs !== undefined;
    beganUs = nowUs();
    const settings = maxUs === undefined ? data.drain : { ...data.drain, maxUs: Math.min(maxUs, data.drain.maxUs) };
    drains = new Map(names.map(name => [name, new Drain(settings, beganUs, verifier.counts(name))]));
  };
  const timer = setInterval(() => {
    // Faults may wait for arrivals: those of connectors, then.
    if (judgingTime === undefined)
      post({ kind: 'arrived', arrived: Object.fromEntries(names.map(name => [name, verifier.arrived(name)])) });
    // In pieces: all of it at once would make arrivals late. What is judged later replays its part of the plan then.
    const isReplayed = names.every(name => waiting(name) === 0) && replaySome(verifier, judgingTime);
    if (drains === undefined) return;
    const ended = drains;
    const counts = Object.fromEntries(names.map(name => [name, { ...verifier.counts(name), unjudged: waiting(name) }]));
    post({ kind: 'waiting', counts });
    for (const [name, each] of ended) {
      if (down.has(name)) each.hold(nowUs());
      if (isReplayed) each.at(nowUs(), counts[name]!);
      else if (isHurried) each.hurry(nowUs());
      else each.postpone(nowUs());
    }
    const isWaiting = ([name, { state }]: [string, Drain]): boolean => state === 'draining' && !verifier.isVoid(name);
    if ([...ended].some(isWaiting)) return;
    clearInterval(timer);
    const results = verifier.finish(name => ({ state: ended.get(name)!.state, beganUs }));
    void close().then(() => post({ kind: 'finished', results, versions: versions() }));
  }, lookEveryMs);
  return {
    take: message => {
      switch (message.kind) {
        case 'notCommitted':
          return verifier.notCommitted(message.number, message.reason);
        case 'streamBegins':
          return verifier.streamBegins(nowUs());
        case 'void':
          for (const [name, intake] of intakes) {
            if (message.capture === undefined || message.capture === name) intake.void(message.reason);
          }
          return;
        case 'restarting':
          down.add(message.capture);
          return intakes.get(message.capture)?.restarting();
        case 'restarted':
          down.delete(message.capture);
          return intakes.get(message.capture)?.restarted();
        case 'drain':
          return drain(message.maxUs);
        case 'stop':
          clearInterval(timer);
          return void close();
      }
    },
  };
}
