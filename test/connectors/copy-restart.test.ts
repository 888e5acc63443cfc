import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Report } from '../../src/report/report.generated.ts';
import { packageFile } from '../../src/shared/package-file.ts';
import { captureSummary, eventCapture } from '../helpers/captures.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { installConnectDistributed } from './harness/connect-distributed.ts';
import { startKafka, type KafkaBroker } from './harness/kafka-broker.ts';
import type { Properties } from './harness/properties.ts';

/** Of the twenty that the scenario has: each takes ten seconds and more. */
const kills = 8;
/** Arrivals before each: some thousand more come until the connector is dead, and all the kills have to fall into the rows. */
const arrived = 1_000;
/** Two COPYs of 10,000 rows are enough for so few kills. */
const few = { pacientes_convenios: 100, exames: 100, internacoes: 100 };

interface ShippedCapture {
  readonly name: string;
  readonly kind: string;
  readonly connector: {
    readonly config: string;
    readonly version: string;
    readonly start: { readonly faults: object[] };
  };
}

/** Tables of the two long COPYs. */
const long = ['pacientes', 'consultas'];

/** A page holds fewer rows of either of them. */
const rowsOfPage = 100;

/**
 * Starts of a connector whose stored offset names the first row of a page. From those 3.7.0 loses the rest of the page too,
 * as copy-offset.test.ts shows. One kill in some sixty falls there.
 */
const startsAtFirstRow = (log: string): number =>
  log.match(/Looking for WAL restart position .* events processed at LSN '1'/g)?.length ?? 0;
const starts = (log: string): number => log.match(/Looking for WAL restart position/g)?.length ?? 0;

/** The shipped scenario's capture with a worker of its own, and fewer kills. */
async function ownCapture(capture: ShippedCapture, broker: KafkaBroker): Promise<object> {
  const { name, connector } = capture;
  const version = `${connector.version}.0.Final`;
  const file = readFileSync(packageFile(join('scenarios/debezium', connector.config)), 'utf8');
  const { config } = JSON.parse(file) as { config: Properties };
  // A topic that is made by the first row is found seconds later; on a busy machine the COPYs are over by then, and no kill is due.
  for (const table of long) await broker.createTopic(`${config['topic.prefix']}.public.${table}`, 3);
  const worker = await installConnectDistributed({
    bootstrap: broker.bootstrap,
    version,
    worker: `worker-${connector.version}.properties`,
    settings: { 'offset.flush.interval.ms': '20' },
    connector: { name, config },
  });
  const start = {
    ...connector.start,
    ...worker.start,
    faults: connector.start.faults.slice(0, kills).map(fault => ({ ...fault, arrived })),
  };
  return { ...capture, bootstrap: broker.bootstrap, connector: { ...connector, config: worker.config, start } };
}

test('rows that a connector loses when it is killed inside a COPY are found, and none that another one delivers (dbz#1554)', async t => {
  const broker = await startKafka();
  t.after(() => broker.stop());
  const shipped = parse(readFileSync(packageFile('scenarios/debezium/copy-restart.yaml'), 'utf8')) as {
    seedPhase: { volumes: object };
    captures: ShippedCapture[];
  };
  const seedPhase = { volumes: { ...shipped.seedPhase.volumes, ...few } };
  const captures = await Promise.all(
    shipped.captures.map(async each => (each.kind === 'slot' ? each : ownCapture(each, broker))),
  );
  const folder = temporaryFolder();
  const [path, out] = [join(folder, 'copy-restart.yaml'), join(folder, 'report.json')];
  writeFileSync(path, JSON.stringify({ ...shipped, seedPhase, captures }));
  const { code, stdout, stderr } = await cli(['run', path, '--report', out, '--quiet']);
  const said = `${stdout}\n${stderr}`;
  const report = JSON.parse(readFileSync(out, 'utf8')) as Report;
  const [affected, control, reference] = ['affected', 'control', 'reference'].map(name => eventCapture(report, name));
  const shown = `${captureSummary(control!)}\n${captureSummary(affected!)}\n${said}`;

  for (const [at, { capture, atMs, downMs, error }] of report.faults.entries()) {
    assert.ok(
      atMs !== null && downMs !== null,
      `fault ${at} of ${capture}: at ${atMs}, down ${downMs}, ${error}\n${said}`,
    );
  }
  assert.equal(report.faults.length, 2 * kills);
  assert.equal(reference!.status, 'clean', said);
  assert.ok(reference!.expected > 20_000, said);
  const log = readFileSync(join(folder, 'report-control.log'), 'utf8');
  assert.ok(starts(log) >= kills, `the control said ${starts(log)} times where it starts\n${said}`);
  const atFirstRow = startsAtFirstRow(log);
  assert.ok(
    control!.missing <= atFirstRow * rowsOfPage,
    `control: ${atFirstRow} starts at the first row of a page: ${shown}`,
  );
  assert.equal(control!.matched + control!.missing, control!.expected, `control: ${shown}`);
  assert.equal(control!.status, control!.missing === 0 ? 'clean' : 'findings', `control: ${shown}`);
  assert.ok(control!.redelivered > 0, `control repeated nothing: ${shown}`);
  assert.ok(affected!.missing > 0, `affected lost nothing: ${shown}`);
  assert.equal(affected!.matched + affected!.missing, affected!.expected, `affected: ${shown}`);
  assert.equal(code, 1, said);

  t.diagnostic(
    `lost: affected ${affected!.missing}, control ${control!.missing} (${atFirstRow} starts at a first row)`,
  );
  // Where both have lost rows, which of them lost more is chance.
  if (control!.missing > 0) return;
  const compared = await cli(['compare', `${out}#control`, `${out}#affected`]);
  assert.equal(compared.code, 1, compared.stdout);
  assert.match(compared.stdout, /missing/);
});
