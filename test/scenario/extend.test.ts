import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileBeside, load, problemsOf, scenario } from './scenario-of.ts';

const base = scenario(
  '  interval: 2s',
  '  duration: 1m',
  '  events: { insert_paciente: 1, insert_exame: 2 }',
  'checks: [{ name: a, noRows: SELECT 1 }]',
  'thresholds: [state.matches == true]',
);

test('maps merge, lists and everything else replace', async () => {
  fileBeside('base.yaml', base);
  const text = [
    'extends: ./base.yaml',
    'name: other',
    'streamPhase: { duration: 2m, events: { insert_exame: 5 } }',
    'checks: [{ name: b, noRows: SELECT 2 }]',
    '',
  ].join('\n');
  const { scenario: found, model } = await load(text);
  assert.equal(found.name, 'other');
  assert.equal(found.randomSeed, 1);
  assert.deepEqual(found.streamPhase.pace, { kind: 'interval', us: 2_000_000 });
  assert.equal(found.streamPhase.durationUs, 120_000_000);
  assert.deepEqual(found.streamPhase.weights, [1, 0, 5, 0, 0, 0, 0, 0]);
  assert.deepEqual(
    found.checks.slice(model.checks.length).map(check => check.name),
    ['b'],
  );
  assert.deepEqual(found.thresholds, ['state.matches == true']);
});

test('a mistake is said in the file in which it stands', async () => {
  fileBeside('base.yaml', base.replace('insert_exame: 2', 'insert_exam: 2'));
  const text = ['extends: base.yaml', 'streamPhase:', '  connections: 9', ''].join('\n');
  const found = await problemsOf(text);
  assert.match(found[0]!, /base\.yaml:8:33 streamPhase\.events\.insert_exam: is not an event of the model hospital/);
  assert.match(found[1]!, /^s\.yaml:3:16 streamPhase\.connections: is more than the 4 lanes/);
});

test('what is extended must be there and lead to an end', async () => {
  assert.match((await problemsOf('extends: nowhere.yaml\n')).join('\n'), /extends: names a file that cannot be read/);
  fileBeside('round.yaml', 'extends: s.yaml\n');
  assert.match((await problemsOf(`${base}extends: round.yaml\n`)).join('\n'), /extends: extends itself in a circle/);
});

test('a model is looked for beside the file that names it', async () => {
  fileBeside('base.yaml', base.replace('hospital', './nothing.yaml'));
  assert.match(
    (await problemsOf('extends: base.yaml\n')).join('\n'),
    /base\.yaml:3:8 model: "\.\/nothing\.yaml" is no bundled/,
  );
});
