import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { checkConnector, connectorFailure, knownFailure } from '../../../src/capture/connect/connect-status.ts';
import { watchConnector } from '../../../src/capture/connect/watch-connector.ts';
import { CannotRun } from '../../../src/shared/errors.ts';

const trace = [
  'org.apache.kafka.connect.errors.ConnectException: no slot',
  '\tat io.debezium.X(Y.java:1)',
  'Caused by: org.postgresql.util.PSQLException: postgres://u:secret@h/d refused',
  '\tat org.postgresql.Z(Z.java:2)',
  '\t... 5 more',
].join('\n');
const running = { connector: { state: 'RUNNING' }, tasks: [{ id: 0, state: 'RUNNING' }] };
const failed = { connector: { state: 'RUNNING' }, tasks: [{ id: 0, state: 'FAILED', trace }] };
const answers: Record<string, [status: number, body: unknown]> = {
  'a%2Fb': [200, { name: 'a/b', ...running }],
  task: [200, failed],
  whole: [200, { connector: { state: 'FAILED', trace }, tasks: [] }],
  silent: [200, { connector: { state: 'FAILED' }, tasks: [] }],
  other: [200, { message: 'some other service' }],
  page: [200, '<html>'],
  broken: [500, { error_code: 500, message: 'Request timed out' }],
};
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url!);
  const [status, body] = answers[/^\/connectors\/(.*)\/status$/.exec(request.url!)?.[1] ?? ''] ?? [404, {}];
  response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
});
let url = '';

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => void server.close());

test('a connector that runs', async () => {
  assert.equal(await connectorFailure({ url: `${url}/`, name: 'a/b' }), undefined);
  await checkConnector({ url, name: 'a/b' });
});

test('a FAILED task or connector is an error with the lines of its trace that say why, and no password', async () => {
  const reason = [
    'org.apache.kafka.connect.errors.ConnectException: no slot',
    'Caused by: org.postgresql.util.PSQLException: postgres://u:***@h/d refused',
  ].join('\n  ');
  for (const [name, message] of [
    ['task', `task 0 of the connector task has failed: ${reason}`],
    ['whole', `the connector whole has failed: ${reason}`],
    ['silent', 'the connector silent has failed: it says no more'],
  ] as const) {
    assert.equal(await knownFailure({ url, name }), message);
    await assert.rejects(checkConnector({ url, name }), { name: 'CannotRun', message });
  }
});

test('what is no status is one line, or nothing that is known', async () => {
  for (const [name, message] of [
    ['nobody', /has no connector "nobody"$/],
    ['other', /answers 200, and not with a connector's status: \{"message":"some other service"\}$/],
    ['page', /answers 200, and not with a connector's status: <html>$/],
    ['broken', /answers 500, and not with a connector's status: .*Request timed out/],
  ] as const) {
    assert.equal(await knownFailure({ url, name }), undefined);
    await assert.rejects(checkConnector({ url, name }), (error: unknown) => {
      assert.ok(error instanceof CannotRun);
      assert.match(error.message, message);
      return true;
    });
  }
  await assert.rejects(checkConnector({ url: 'http://127.0.0.1:1', name: 'a' }), {
    name: 'CannotRun',
    message: /^Kafka Connect does not answer at http:\/\/127\.0\.0\.1:1: /,
  });
});

test('a connector that fails is told once; while Connect does not know it, nothing is', async () => {
  const told: string[] = [];
  const watch = watchConnector({ url, name: 'watched' }, failure => told.push(failure));
  await watch.look();
  answers['watched'] = [200, running];
  await watch.look();
  assert.deepEqual(told, []);
  answers['watched'] = [200, failed];
  await watch.look();
  await watch.look();
  assert.equal(told.length, 1);
  assert.match(told[0]!, /^task 0 of the connector watched has failed: /);
});

test('a watch asks by itself, and tells nothing once it is stopped', async () => {
  const told: string[] = [];
  const watch = watchConnector({ url, name: 'late' }, failure => told.push(failure));
  const times = (): number => asked.filter(path => path.includes('/late/')).length;
  while (times() < 2) await new Promise(resolve => setTimeout(resolve, 20));
  watch.stop();
  answers['late'] = [200, failed];
  await watch.look();
  assert.deepEqual(told, []);
});
