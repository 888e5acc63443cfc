import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { askConnectStatus, checkConnectStatus } from '../../src/capture/connect-status.ts';
import { CannotRun } from '../../src/shared/errors.ts';

const trace = 'org.apache.kafka.connect.errors.ConnectException: no slot\n\tat io.debezium.X(Y.java:1)\nCaused by: z';
const answers: Readonly<Record<string, [status: number, body: unknown]>> = {
  'a%2Fb': [
    200,
    { name: 'a/b', connector: { state: 'RUNNING', worker_id: 'w' }, tasks: [{ id: 0, state: 'RUNNING' }] },
  ],
  task: [200, { connector: { state: 'RUNNING' }, tasks: [{ id: 0, state: 'FAILED', trace }] }],
  whole: [200, { connector: { state: 'FAILED', trace }, tasks: [] }],
  silent: [200, { connector: { state: 'FAILED' }, tasks: [] }],
  other: [200, { message: 'some other service' }],
  page: [200, '<html>'],
  broken: [500, { error_code: 500, message: 'Request timed out' }],
};
const server = createServer((request, response) => {
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
  const status = await askConnectStatus(`${url}/`, 'a/b');
  assert.deepEqual(status, { state: 'RUNNING', tasks: [{ id: 0, state: 'RUNNING' }], failure: undefined });
  checkConnectStatus(status);
});

test('a FAILED task or connector is an error with the first line of its trace', async () => {
  const reason = 'org.apache.kafka.connect.errors.ConnectException: no slot';
  for (const [name, message] of [
    ['task', `task 0 of the connector task has failed: ${reason}`],
    ['whole', `the connector whole has failed: ${reason}`],
    ['silent', 'the connector silent has failed: it says no more'],
  ] as const) {
    const status = await askConnectStatus(url, name);
    assert.throws(() => checkConnectStatus(status), { name: 'CannotRun', message });
  }
});

test('what is no status is one line', async () => {
  for (const [name, message] of [
    ['nobody', /has no connector "nobody"$/],
    ['other', /answers 200, and not with a connector's status: \{"message":"some other service"\}$/],
    ['page', /answers 200, and not with a connector's status: <html>$/],
    ['broken', /answers 500, and not with a connector's status: .*Request timed out/],
  ] as const) {
    await assert.rejects(askConnectStatus(url, name), (error: unknown) => {
      assert.ok(error instanceof CannotRun);
      assert.match(error.message, message);
      return true;
    });
  }
  await assert.rejects(askConnectStatus('http://127.0.0.1:1', 'a'), {
    name: 'CannotRun',
    message: /^Kafka Connect does not answer at http:\/\/127\.0\.0\.1:1: /,
  });
});
