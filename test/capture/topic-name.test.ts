import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultTopicPattern, topicNames } from '../../src/capture/topic-name.ts';

const parts = { prefix: 'shop', schema: 'public' };

test('a topic for each table', () => {
  assert.deepEqual(topicNames(defaultTopicPattern, parts, ['item', 'order']), [
    'shop.public.item',
    'shop.public.order',
  ]);
});

test('a pattern may leave parts out; a topic for all is there once', () => {
  assert.deepEqual(topicNames('cdc-{table}', parts, ['item']), ['cdc-item']);
  assert.deepEqual(topicNames('{prefix}.all', parts, ['item', 'order']), ['shop.all']);
});

test('what a topic cannot have is an underscore, as Debezium writes it', () => {
  assert.deepEqual(topicNames(defaultTopicPattern, parts, ['order line', 'ação', 'a$b-c_d']), [
    'shop.public.order_line',
    'shop.public.a__o',
    'shop.public.a_b-c_d',
  ]);
});

test('another placeholder is refused', () => {
  assert.throws(() => topicNames('{prefix}.{tabel}', parts, ['item']), {
    name: 'UsageError',
    message: 'the topic pattern "{prefix}.{tabel}" has {tabel}',
  });
});
