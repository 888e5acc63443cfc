import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { startDebeziumServer } from './harness/debezium-server.ts';
import { startHttpSink } from './harness/http-sink.ts';
import { knownServers, recommendedProperties, recommendedSlot } from './harness/known-servers.ts';
import { sourceDatabase, until } from './harness/source-database.ts';

const server = fileServer();
const setting = 'debezium.format.value.replace.null.with.default';

/** What a connector makes of a NULL in a column that has a default. */
async function delivered(version: string, java: '17' | 'newest', replaces: 'true' | 'false'): Promise<unknown> {
  const source = await sourceDatabase(server);
  await source.ask("ALTER TABLE medicos ALTER telefone SET DEFAULT 'none'");
  const sink = await startHttpSink();
  const connector = await startDebeziumServer({
    version,
    java,
    properties: { ...recommendedProperties('http'), [setting]: replaces },
    env: { ...source.env, SINK_URL: sink.url },
  });
  try {
    await source.slotActive(recommendedSlot);
    await source.ask("INSERT INTO medicos (nome, crm, especialidade, telefone) VALUES ('Ana', 'CRM', 'Clínica', NULL)");
    const body = await until('the row came', async () => sink.bodies.find(each => each.includes('"op"')));
    return (JSON.parse(body) as { after: { telefone: unknown } }).after.telefone;
  } finally {
    await connector.stop();
    await source.dropSlot(recommendedSlot);
  }
}

for (const { version, java } of knownServers) {
  test(`Debezium Server ${version} delivers a NULL as the column's default, but not as we configure it`, async () => {
    assert.equal(recommendedProperties('http')[setting], 'false');
    assert.equal(await delivered(version, java, 'false'), null);
    assert.equal(await delivered(version, java, 'true'), 'none');
  });
}
