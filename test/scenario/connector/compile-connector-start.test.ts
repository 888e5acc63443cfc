import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compileConnectorStart,
  type WrittenConnectorStart,
} from '../../../src/scenario/connector/compile-connector-start.ts';

function compile(written: WrittenConnectorStart): {
  start: ReturnType<typeof compileConnectorStart>;
  problems: string[];
} {
  const problems: string[] = [];
  const start = compileConnectorStart(written, '/scenarios/debezium/http.yaml', (path, message) =>
    problems.push(`${path.join('.')}: ${message}`),
  );
  return { start, problems };
}

test('every default is filled, and folders count from the scenario', () => {
  const { start, problems } = compile({ command: './run.sh -v', ready: { output: 'engine (is )?ready' } });
  assert.deepEqual(problems, []);
  assert.deepEqual(start, {
    words: ['./run.sh', '-v'],
    env: {},
    cwd: '/scenarios/debezium',
    ready: { kind: 'output', pattern: /engine (is )?ready/u },
    readyWithinMs: 60_000,
    stopWithinMs: 20_000,
    faults: [],
  });
});

test('what is written is kept, and faults are put in order', () => {
  const { start } = compile({
    command: ['run server', 'a|b'],
    cwd: '../debezium-server',
    env: { JAVA_HOME: '/opt/jdk' },
    ready: { url: 'http://127.0.0.1:8080/q/health', within: '2m' },
    stopWithin: '1.5s',
    faults: [
      { at: '40s', do: 'restart' },
      { at: '500ms', do: 'kill' },
    ],
  });
  assert.deepEqual(start, {
    words: ['run server', 'a|b'],
    env: { JAVA_HOME: '/opt/jdk' },
    cwd: '/scenarios/debezium-server',
    ready: { kind: 'url', url: 'http://127.0.0.1:8080/q/health' },
    readyWithinMs: 120_000,
    stopWithinMs: 1_500,
    faults: [
      { atUs: 500_000, action: 'kill' },
      { atUs: 40_000_000, action: 'restart' },
    ],
  });
  assert.deepEqual(compile({ command: 'a', ready: { slot: 'dbz' } }).start?.ready, { kind: 'slot', slot: 'dbz' });
});

test('all problems are told at once, each at its key', () => {
  const { start, problems } = compile({
    command: 'run | tee log',
    ready: { output: '(', within: 'soon' },
    stopWithin: '10',
    faults: [
      { at: '1s', do: 'kill' },
      { at: '-1s', do: 'kill' },
    ],
  });
  assert.equal(start, undefined);
  assert.equal(problems.length, 5);
  assert.match(problems[0]!, /^command: has a \|, which only a shell understands/);
  assert.match(problems[1]!, /^ready\.output: Invalid regular expression/);
  assert.match(problems[2]!, /^ready\.within: "soon" is no duration/);
  assert.match(problems[3]!, /^stopWithin: "10" is no duration/);
  assert.match(problems[4]!, /^faults\.1\.at: "-1s" is no duration/);
  assert.match(compile({ command: [], ready: { slot: 'a' } }).problems[0]!, /^command: names no program/);
  assert.match(compile({ command: 'a', ready: { url: 'ftp://x' } }).problems[0]!, /^ready\.url: is no http address/);
});

test('faults are all at a time or all after arrivals, which stay in their order', () => {
  const of = (...faults: { at?: string; arrived?: number }[]) =>
    compile({ command: 'a', ready: { slot: 'a' }, faults: faults.map(each => ({ ...each, do: 'kill' as const })) });
  assert.deepEqual(of({ arrived: 30 }, { arrived: 7 }).start?.faults, [
    { arrivals: 30, action: 'kill' },
    { arrivals: 7, action: 'kill' },
  ]);
  const mixed = of({ at: '1s' }, { arrived: 7 });
  assert.equal(mixed.start, undefined);
  assert.deepEqual(mixed.problems, ['faults: are either all at a time or all after arrivals']);
});
