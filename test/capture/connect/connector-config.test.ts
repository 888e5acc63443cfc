import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { readConnectorSettings } from '../../../src/capture/debezium/settings/read-connector-settings.ts';

const postgres = { name: 'dbz', 'connector.class': 'io.debezium.connector.postgresql.PostgresConnector' };
const configs: Readonly<Record<string, object>> = {
  dbz: { ...postgres, 'slot.name': 'asked', 'database.password': 'geheim' },
  unwraps: { ...postgres, transforms: 'u', 'transforms.u.type': 'io.debezium.transforms.ExtractNewRecordState' },
  list: [],
};
const server = createServer((request, response) => {
  const config = configs[/^\/connectors\/(.*)\/config$/.exec(request.url!)?.[1] ?? ''];
  response.writeHead(config === undefined ? 404 : 200).end(JSON.stringify(config ?? {}));
});
let url = '';

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => void server.close());

const settingsOf = (name: string): ReturnType<typeof readConnectorSettings> =>
  readConnectorSettings({ config: undefined, rest: { url, name } });

test('settings of a connector without a file are asked of Connect', async () => {
  assert.equal((await settingsOf('dbz')).slotName, 'asked');
});

test('one that is not there, or cannot be verified, is named with the address', async () => {
  await assert.rejects(settingsOf('nobody'), { name: 'CannotRun', message: /has no connector "nobody"$/ });
  await assert.rejects(settingsOf('list'), { name: 'CannotRun', message: /not with a connector's config: \[\]$/ });
  await assert.rejects(settingsOf('unwraps'), {
    name: 'UsageError',
    message: /settings of unwraps at http:\/\/127\.0\.0\.1:\d+ cannot be verified:\n {2}transforms\.u\.type is /,
  });
});
