// The example in reports/example/ is read by today's tool, and says what its page shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageFile } from '../../src/shared/package-file.ts';
import { cli } from '../helpers/cli.ts';

const report = packageFile('reports/example/copy-restart.json.gz');

test('the example, compressed as it was saved, holds one connector that lost rows and one that did not', async () => {
  const { code, stdout } = await cli(['compare', `debezium-3.7=${report}#control`, `debezium-3.6=${report}#affected`]);
  assert.equal(code, 1, stdout);
  assert.match(stdout, /^FAILED +debezium-3\.6 against debezium-3\.7/);
  assert.match(stdout, /missing changes +0 +332 +\+332 +REGRESSION/);
});

test('the other way round nothing is worse', async () => {
  const { code, stdout } = await cli(['compare', `old=${report}#affected`, `new=${report}#control`]);
  assert.equal(code, 0, stdout);
  assert.doesNotMatch(stdout, /REGRESSION/);
});
