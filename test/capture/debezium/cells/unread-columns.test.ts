import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyLossy, whyUnread } from '../../../../src/capture/debezium/cells/unread-columns.ts';
import { modesWith } from '../modes.ts';

const column = (type: string, modifier = -1): Parameters<typeof whyLossy>[0] => ({
  name: 'c',
  type,
  modifier,
  inIdentity: false,
});

test('types whose text is not had back are named', () => {
  const modes = modesWith();
  for (const type of ['varbit', 'point', '_point', 'tsvector', '_money', 'hstore']) {
    assert.match(whyUnread(column(type), modes)!, new RegExp(`type ${type} is not read`));
  }
  assert.match(whyUnread(column('interval'), modes)!, /interval\.handling\.mode=string does/);
  assert.equal(whyUnread(column('interval'), modesWith({ interval: 'string' })), undefined);
  for (const type of ['int8', 'text', '_text', 'numeric', 'jsonb', 'mood', '_mood']) {
    assert.equal(whyUnread(column(type), modes), undefined);
  }
});

test('what the settings lose of a value is named, with the setting', () => {
  assert.match(whyLossy(column('timestamp'), modesWith({ time: 'connect' }))!, /time\.precision\.mode=connect/);
  assert.equal(whyLossy(column('timestamp', 3), modesWith({ time: 'connect' })), undefined);
  assert.match(whyLossy(column('_timestamp'), modesWith({ time: 'nanoseconds' }))!, /1677 to 2262/);
  assert.match(whyLossy(column('timetz'), modesWith())!, /time zone/);
  assert.match(whyLossy(column('numeric', 1_234), modesWith({ decimal: 'double' }))!, /beyond 15/);
  assert.match(whyLossy(column('numeric'), modesWith())!, /trailing zeros/);
  assert.equal(whyLossy(column('numeric', 1_234), modesWith()), undefined);
  assert.equal(whyLossy(column('numeric'), modesWith({ decimal: 'string' })), undefined);
  assert.match(whyLossy(column('bytea'), modesWith({ binary: 'base64' }))!, /NULL for an unchanged TOAST value/);
  assert.equal(whyLossy({ ...column('bytea'), inIdentity: true }, modesWith({ binary: 'base64' })), undefined);
  assert.equal(whyLossy(column('bytea'), modesWith()), undefined);
});
