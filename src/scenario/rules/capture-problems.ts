import { parseBytes } from '../../shared/bytes.ts';
import { parseDurationUs } from '../../shared/duration.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { YamlFile } from '../../yaml/yaml-file.ts';
import { compileConnectorStart } from '../connector/compile-connector-start.ts';
import type { CaptureFile, ScenarioFile } from '../scenario-file.generated.ts';

/** Keys that only some kinds have, and those that a kind cannot do without. */
const keysOf: Readonly<Record<CaptureFile['kind'], readonly string[]>> = {
  slot: ['publication', 'seeded', 'delivery', 'ignoresColumns'],
  http: ['connector', 'listen', 'seeded', 'delivery', 'ignoresColumns'],
  redis: ['connector', 'url', 'format', 'topics', 'security', 'seeded', 'delivery', 'ignoresColumns'],
  nats: ['connector', 'url', 'stream', 'subject', 'security', 'seeded', 'delivery', 'ignoresColumns'],
  kafka: ['connector', 'bootstrap', 'topics', 'security', 'seeded', 'delivery', 'ignoresColumns'],
  table: ['connector', 'url', 'schema'],
};
const neededBy: Readonly<Record<CaptureFile['kind'], readonly string[]>> = {
  slot: [],
  http: ['connector'],
  redis: ['connector', 'url'],
  nats: ['connector', 'url'],
  kafka: ['connector', 'bootstrap'],
  table: ['url'],
};
const ofSomeKind = new Set(Object.values(keysOf).flat());

/** Captures that cannot be told apart or opened, and limits that are none. */
export function captureProblems(file: YamlFile, written: ScenarioFile): Problem[] {
  const { captures = [], drain = {}, guard } = written;
  const endless = (['quiet', 'idle', 'max'] as const).flatMap(key => {
    const text = drain[key];
    return text !== undefined && parseDurationUs(text) === undefined
      ? [file.problem(['drain', key], 'is beyond 2^53 microseconds')]
      : [];
  });
  const isTooMuch = guard?.maxRetainedWal !== undefined && parseBytes(guard.maxRetainedWal) === undefined;
  const limit = isTooMuch ? [file.problem(['guard', 'maxRetainedWal'], 'is beyond 2^53 bytes')] : [];
  return [
    ...repeated(file, captures),
    ...captures.flatMap((capture, index) => [
      ...keyProblems(file, capture, index),
      ...connectorProblems(file, capture, index),
      ...startProblems(file, capture, index),
    ]),
    ...endless,
    ...limit,
  ];
}

function repeated(file: YamlFile, captures: readonly CaptureFile[]): Problem[] {
  const names = captures.map(capture => capture.name);
  const slots = captures.flatMap(({ kind }, index) => (kind === 'slot' ? [index] : []));
  return [
    ...names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [file.problem(['captures', index, 'name'], `"${name}" is the name of another capture`)],
    ),
    ...slots
      .slice(1)
      .map(index => file.problem(['captures', index, 'kind'], 'stands a second time: one slot is the reference')),
  ];
}

function keyProblems(file: YamlFile, capture: CaptureFile, index: number): Problem[] {
  const { kind } = capture;
  const others = Object.keys(capture).filter(key => ofSomeKind.has(key) && !keysOf[kind].includes(key));
  const absent = neededBy[kind].filter(key => !(key in capture));
  return [
    ...others.map(key => file.problem(['captures', index, key], `is no key of kind ${kind}`, { at: 'key' })),
    ...absent.map(key => file.problem(['captures', index], `needs ${key}, as its kind is ${kind}`)),
  ];
}

/** A connector's events are read by its own configuration; what feeds a replica has only a name. */
function connectorProblems(file: YamlFile, { kind, name, connector }: CaptureFile, index: number): Problem[] {
  const path = ['captures', index] as const;
  if (kind === 'table' && name === 'source')
    return [file.problem([...path, 'name'], 'is what checks call the run itself')];
  if (connector === undefined) return [];
  if (kind !== 'table') {
    // A connector that the run starts is not there to be asked when its captures are opened.
    const isTold = connector.config !== undefined || (connector.rest !== undefined && connector.start === undefined);
    return isTold ? [] : [file.problem([...path, 'connector'], 'needs config, or rest of one that runs already')];
  }
  return (['config', 'rest', 'start'] as const)
    .filter(key => connector[key] !== undefined)
    .map(key => file.problem([...path, 'connector', key], 'is no key of kind table', { at: 'key' }));
}

function startProblems(file: YamlFile, { connector }: CaptureFile, index: number): Problem[] {
  const start = connector?.start;
  if (start === undefined) return [];
  const path = ['captures', index, 'connector', 'start'] as const;
  const ways = (['url', 'output', 'slot'] as const).filter(key => start.ready[key] !== undefined);
  if (ways.length !== 1) return [file.problem([...path, 'ready'], 'needs exactly one of url, output and slot')];
  const problems = (start.faults ?? []).flatMap(({ at, arrived }, i) => {
    if ((at === undefined) !== (arrived === undefined)) return [];
    return [file.problem([...path, 'faults', i], 'needs exactly one of at and arrived')];
  });
  if (problems.length > 0) return problems;
  compileConnectorStart(start, '.', (below, message) => problems.push(file.problem([...path, ...below], message)));
  return problems;
}
