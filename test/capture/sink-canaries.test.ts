import { test } from 'node:test';
import { fileServer } from '../helpers/file-server.ts';
import { assertSinks } from './publisher/assert-sinks.ts';
import { sinkKinds } from './publisher/sink-kinds.ts';
import { newPrefix } from './publisher/sink-run.ts';

const server = fileServer();

test('what a faithful publisher delivers is clean in every kind, and each fault in it is named', async t => {
  const prefix = newPrefix();
  const kinds = await sinkKinds(prefix);
  t.after(() => Promise.all(kinds.map(kind => kind.remove())));
  await assertSinks(t, { server, prefix, kinds });
});
