import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureSummary } from '../helpers/captures.ts';
import { fileServer } from '../helpers/file-server.ts';
import { startNats } from './harness/nats-broker.ts';
import { assertEnoughChanges, captureOf, runParcels } from './verified/parcels-run.ts';
import { installForParcels, serverCapture } from './verified/server-capture.ts';

const server = fileServer();

/**
 * Debezium Server 3.2.0.Final published every record twice to NATS (DBZ-9221). Maven Central does not have it (nor 3.2.1), and a
 * test cannot build it from a repository: scenarios/debezium/published-twice.md tells of both of them, built so. Here two servers
 * do it that are alike but for their slots: each record is published by both.
 * verified-nats.test.ts is the control: one server is clean.
 */
test('records that are published twice are found', async t => {
  const broker = await startNats();
  t.after(() => broker.stop());
  const twin = {
    version: '3.6.0.Final',
    java: 'newest',
    sink: 'nats-jetstream',
    broker: { NATS_URL: broker.url },
  } as const;
  const second = await installForParcels({ ...twin, name: 'twice_more', prefix: 'twice' });
  const both = `(cd ${second.folder} && exec ./run.sh) & exec ./run.sh`;
  const capture = await serverCapture({ ...twin, name: 'twice' }, { command: ['sh', '-c', both] });
  const run = await runParcels(await server.newDatabase(), [capture]);
  const found = captureOf(run, 'twice');
  const { expected, matched, missing, duplicated, mismatched, unexpected, status } = found;
  const shown = `${captureSummary(found)}\n${run.said}`;
  assertEnoughChanges(run);
  assert.deepEqual([matched, missing, mismatched, unexpected], [expected, 0, 0, 0], shown);
  assert.ok(duplicated > 0 && duplicated <= expected, shown);
  assert.equal(status, 'findings', shown);
  assert.equal(found.attributedTo, 'connector', shown);
  assert.ok(
    found.examples.some(({ kind }) => kind === 'duplicated'),
    shown,
  );
  assert.equal(captureOf(run, 'reference').status, 'clean', shown);
  assert.equal(run.code, 1, shown);
});
