import assert from 'node:assert/strict';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ConnectorStart } from '../../../src/scenario/connector/connector-start.ts';
import {
  startConnector,
  type Connector,
  type ConnectorRequest,
} from '../../../src/capture/connector/start-connector.ts';
import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { isRunning } from '../../../src/postgres/embedded/process-facts.ts';
import { CannotRun } from '../../../src/shared/errors.ts';
import { temporaryFolder } from '../../helpers/scenarios.ts';

const script = fileURLToPath(new URL('../../fixtures/connector/connector.js', import.meta.url));
const cleanUps = new Set<() => void>();
after(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

interface Started {
  readonly connector: Promise<Connector>;
  readonly losses: CannotRun[];
  readonly outputFile: string;
  readonly output: () => string;
  /** Processes that said their number, in order. */
  readonly pids: (what: 'pid' | 'child') => number[];
}

function start(words: string[], settings: Partial<ConnectorStart> = {}, more: Partial<ConnectorRequest> = {}): Started {
  const folder = realpathSync(temporaryFolder());
  const outputFile = join(folder, 'connector.log');
  const losses: CannotRun[] = [];
  const output = (): string => readFileSync(outputFile, 'utf8');
  const connector = startConnector({
    subject: 'The connector of capture fake',
    settings: {
      words: [process.execPath, script, ...words],
      env: {},
      cwd: folder,
      ready: { kind: 'output', pattern: /engine is ready/ },
      readyWithinMs: 30_000,
      stopWithinMs: 10_000,
      faults: [],
      ...settings,
    },
    environment: process.env,
    outputFile,
    isSlotActive: () => assert.fail('nobody asks for a slot'),
    atExit: cleanUp => {
      cleanUps.add(cleanUp);
      return () => cleanUps.delete(cleanUp);
    },
    onLost: error => losses.push(error),
    ...more,
  });
  const pids = (what: string): number[] =>
    [...output().matchAll(new RegExp(`^${what} (\\d+)`, 'gm'))].map(([, pid]) => Number(pid));
  return { connector, losses, outputFile, output, pids };
}

test('it is started with its environment, in its folder, and ended in order with all that it started', async () => {
  const { connector, output, pids, losses, outputFile } = start(['child'], { env: { GREETING: 'bom dia' } });
  const running = await connector;
  assert.match(output(), /bom dia in .*alimentador-test/);
  const all = [...pids('pid'), ...pids('child')];
  assert.deepEqual(all.map(isRunning), [true, true]);
  assert.equal(cleanUps.size, 1);
  await running.stop();
  assert.deepEqual(all.map(isRunning), [false, false]);
  assert.match(output(), /asked to end/);
  assert.deepEqual(losses, []);
  assert.equal(cleanUps.size, 0);
  await running.stop();
  assert.match(readFileSync(outputFile, 'utf8'), /^--- alimentador: started\n/);
});

test('one that does not heed SIGTERM is killed', async () => {
  const { connector, output, pids } = start(['stubborn', 'child'], { stopWithinMs: 200 });
  await (await connector).stop();
  assert.match(output(), /asked to end/);
  assert.deepEqual([...pids('pid'), ...pids('child')].map(isRunning), [false, false]);
});

test('restart asks it to end, kill does not; each waits until it is ready again', async () => {
  const { connector, output, pids, losses } = start(['child']);
  const running = await connector;
  await running.kill();
  assert.doesNotMatch(output(), /asked to end/);
  assert.match(output(), /--- alimentador: started again after SIGKILL\n(.*\n)*engine is ready/);
  await running.restart();
  assert.match(output(), /asked to end\n--- alimentador: started again after SIGTERM\n(.*\n)*engine is ready/);
  assert.equal(new Set(pids('pid')).size, 3);
  assert.deepEqual(pids('pid').map(isRunning), [false, false, true]);
  assert.deepEqual(pids('child').map(isRunning), [false, false, true]);
  await running.stop();
  assert.deepEqual([...pids('pid'), ...pids('child')].filter(isRunning), []);
  await assert.rejects(running.restart(), /is being stopped/);
  assert.deepEqual(losses, []);
});

test('an HTTP address makes it ready when it answers 200, not before', async () => {
  const port = await freePort();
  const ready = { kind: 'url', url: `http://127.0.0.1:${port}/q/health` } as const;
  const { connector, output } = start(['serve'], { ready, env: { PORT: String(port) } });
  const running = await connector;
  assert.match(output(), /asked 3/);
  await running.stop();
});

test('a replication slot makes it ready when somebody reads it', async () => {
  const asked: string[] = [];
  const isSlotActive = async (slot: string): Promise<boolean> => asked.push(slot) === 3;
  const { connector } = start([], { ready: { kind: 'slot', slot: 'debezium' } }, { isSlotActive });
  await (await connector).stop();
  assert.deepEqual(asked, ['debezium', 'debezium', 'debezium']);
});

test('after a kill the reader that the server still shows is not taken for the new one', async () => {
  const shown = [true];
  const asked: string[] = [];
  const seen = { output: (): string => '' };
  const isSlotActive = async (): Promise<boolean> => {
    const active = shown.shift()!;
    asked.push(`${active}, ${/started again/.test(seen.output()) ? 'started again' : 'ended'}`);
    return active;
  };
  const { connector, output } = start([], { ready: { kind: 'slot', slot: 'debezium' } }, { isSlotActive });
  const running = await connector;
  seen.output = output;
  asked.length = 0;
  shown.push(true, true, false, false, true);
  await running.kill();
  await running.stop();
  assert.deepEqual(asked, [
    'true, ended',
    'true, ended',
    'false, ended',
    'false, started again',
    'true, started again',
  ]);
});

test('what is known to have failed is waited for no longer', async () => {
  const failures = [undefined, undefined, 'task 0 of the connector dbz has failed: no slot\n  Caused by: x'];
  const { connector, pids } = start(
    [],
    { ready: { kind: 'slot', slot: 'debezium' } },
    {
      isSlotActive: async () => false,
      failure: async () => failures.shift(),
    },
  );
  await assert.rejects(connector, {
    name: 'CannotRun',
    message:
      'The connector of capture fake will not be ready: task 0 of the connector dbz has failed: no slot\n  Caused by: x',
  });
  assert.deepEqual(pids('pid').filter(isRunning), []);
});

test('what ends before it is ready says why, without passwords', async () => {
  const { connector, losses } = start(['fail']);
  await assert.rejects(connector, (error: unknown) => {
    assert.ok(error instanceof CannotRun);
    assert.match(
      error.message,
      /^The connector of capture fake ended before it was ready: exit code 3\. Its output \(/,
    );
    assert.match(error.message, /cannot connect to postgresql:\/\/ana:\*\*\*@db\/hospital/);
    assert.match(error.hint ?? '', /connector\.start\.command/);
    return true;
  });
  assert.deepEqual(losses, []);
  assert.equal(cleanUps.size, 0);
});

test('a program that is not there is named', async () => {
  await assert.rejects(start([], { words: ['./no-such-program'] }).connector, /spawn \.\/no-such-program ENOENT/);
  await assert.rejects(start([], { cwd: '/no/such/folder' }).connector, /ENOENT/);
});

test('what is not ready in time is stopped, and the error says what was waited for', async () => {
  const { connector, pids } = start(['never-ready'], { readyWithinMs: 500 });
  await assert.rejects(connector, /was not ready in 0\.5 s: it printed no line that matches engine is ready/);
  assert.deepEqual(pids('pid').filter(isRunning), []);
  assert.equal(cleanUps.size, 0);
});

test('one that ends by itself later is told once', async () => {
  const { connector, losses } = start(['crash']);
  const running = await connector;
  while (losses.length === 0) await new Promise(resolve => setTimeout(resolve, 20));
  assert.match(
    losses[0]!.message,
    /fake ended by itself: exit code 7\. Its output .* ends:\n(.*\n)* {2}engine is ready$/,
  );
  await running.stop();
  assert.equal(losses.length, 1);
});

test('an exit handler ends it at once, with all that it started', async () => {
  const { connector, pids } = start(['stubborn', 'child']);
  await connector;
  for (const cleanUp of cleanUps) cleanUp();
  assert.deepEqual([...pids('pid'), ...pids('child')].map(isRunning), [false, false]);
  await (await connector).stop();
});

test('stop ends it also while it starts again', async () => {
  const { connector, pids, losses } = start(['stubborn'], { stopWithinMs: 200 });
  const running = await connector;
  const restarted = running.restart();
  await Promise.all([running.stop(), assert.rejects(restarted, /is being stopped/)]);
  assert.deepEqual(pids('pid').filter(isRunning), []);
  assert.deepEqual(losses, []);
});
