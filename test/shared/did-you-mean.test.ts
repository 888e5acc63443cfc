import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean } from '../../src/shared/did-you-mean.ts';

const keys = ['randomSeed', 'seedPhase', 'streamPhase', 'duration', 'rate', 'interval', 'checks', 'thresholds'];
const near: Readonly<Record<string, string | undefined>> = {
  duratoin: 'duration',
  durationn: 'duration',
  Duration: 'duration',
  INTERVAL: 'interval',
  treshold: 'thresholds',
  seed: 'seedPhase',
  SEED: 'seedPhase',
  stream: 'streamPhase',
  rat: 'rate',
  check: 'checks',
  zzzz: undefined,
  completelyDifferent: undefined,
  '': undefined,
};
for (const [word, wanted] of Object.entries(near)) {
  test(`${JSON.stringify(word)} is meant as ${wanted}`, () => assert.equal(didYouMean(word, keys), wanted));
}

test('a word that a candidate begins or ends with is near, a short one is not', () => {
  assert.equal(didYouMean('seed', ['rate', 'randomSeed']), 'randomSeed');
  assert.equal(didYouMean('ed', ['rate', 'randomSeed']), undefined);
});

test('nothing is near where there is nothing', () => assert.equal(didYouMean('word', []), undefined));

test('short words are not mistaken for each other', () => assert.equal(didYouMean('a', ['b', 'cd']), undefined));

test('the nearest wins, of equally near ones the first', () => {
  assert.equal(
    didYouMean('insert_consulta', ['insert_consultas', 'insert_consult', 'insert_exame']),
    'insert_consultas',
  );
  assert.equal(didYouMean('updat', ['upda', 'update']), 'upda');
});
