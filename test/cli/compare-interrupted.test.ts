import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from '../../src/report/report.generated.ts';
import { cli, startCli } from '../helpers/cli.ts';
import { fileServer } from '../helpers/file-server.ts';
import { ledger, ledgerEvents } from '../helpers/ledger.ts';
import { scenarioFile, temporaryFolder, type ModelSketch } from '../helpers/scenarios.ts';

const server = fileServer();
const folder = temporaryFolder();

/** The server rejects every third booking, which the plan knows nothing of. */
const rejecting = ledger({
  ddl: `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.id > 40 AND NEW.id % 3 = 0 THEN RAISE 'no'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION refuse();`,
  events: { open: ledgerEvents.open, book: ledgerEvents.book },
});

/** A real run as fast as possible, stopped under way. */
async function stopped(name: string, duration: string, own: ModelSketch): Promise<{ file: string; report: Report }> {
  const path = scenarioFile({ streamPhase: { duration, interval: '0ms' } }, own);
  const file = join(folder, `${name}.json`);
  const running = startCli(['run', path, '--database', await server.newDatabase(), '--report', file]);
  await running.said(/Seed phase: /);
  await new Promise(resolve => setTimeout(resolve, 500));
  running.child.kill('SIGINT');
  await running.ended;
  return { file, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

test('an endless run that was interrupted is refused, failed as it is; one until-stopped is compared', async () => {
  const cut = await stopped('cut', '10m', rejecting);
  const { verdict, reasons, plan, state } = cut.report;
  assert.deepEqual([verdict, plan.operations, state.matches], ['failed', null, true]);
  assert.equal(reasons.at(-1), 'interrupted by SIGINT');
  const [one, other] = [
    await stopped('one', 'until-stopped', ledger()),
    await stopped('other', 'until-stopped', ledger()),
  ];
  assert.deepEqual([one.report.verdict, one.report.reasons], ['passed', []]);

  const refused = await cli(['compare', one.file, cut.file, '--allow-different']);
  assert.equal(refused.code, 2, refused.stdout);
  assert.match(refused.stderr, /cut\.json is incomplete: interrupted by SIGINT/);
  const compared = await cli(['compare', one.file, other.file]);
  assert.equal(compared.code, 0, compared.stderr + compared.stdout);
  assert.match(compared.stdout, /different numbers of operations/);
});
