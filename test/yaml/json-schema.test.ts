import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataOf, schemaProblems } from './problems-of.ts';

const head = 'version: 1\nname: a\nmodel: hospital\nrandomSeed: 1\n';

/** Text behind four good lines, and what the schema says about it. */
const ofStream: [string, string[]][] = [
  ['streamPhase: {duration: 1m, interval: 2s}', []],
  ['streamPhase:\n  durationn: 5m', ['6:3 streamPhase.durationn: unknown key (did you mean "duration"?)']],
  ['streamPhase:\n  durationn: 5', ['6:3 streamPhase.durationn: unknown key (did you mean "duration"?)']],
  [
    'database: {zzz: 1}\nstreamPhase: {}',
    ['5:12 database.zzz: unknown key (known here: url, replicationUrl, prepare, synchronousCommit, schema)'],
  ],
  ['streamPhase: {}\nseed: {scale: 1}', ['6:1 seed: unknown key (did you mean "seedPhase"?)']],
  [
    'streamPhase: {}\nextra: 1\nextra2: 1',
    [
      `6:1 extra: unknown key (known here: ${keysOfScenario()})`,
      `7:1 extra2: unknown key (known here: ${keysOfScenario()})`,
    ],
  ],
  ['streamPhase: {}\n"a b": 1', [`6:1 ["a b"]: unknown key (known here: ${keysOfScenario()})`]],
  [
    'streamPhase:\n  duration: "5"',
    ['6:13 streamPhase.duration: "5" is not a duration such as 500ms, 2s, 1m30s or 7d, or until-stopped'],
  ],
  [
    'streamPhase:\n  duration: 5',
    ['6:13 streamPhase.duration: 5 is not a duration such as 500ms, 2s, 1m30s or 7d, or until-stopped'],
  ],
  [
    'streamPhase:\n  duration:\n  jitter: ~\n  rate: [1]\n  grace:\n    a: 1',
    [
      '6:12 streamPhase.duration: must be a duration such as 500ms, 2s, 1m30s or 7d, or until-stopped, not an empty value',
      '7:11 streamPhase.jitter: must be a duration such as 500ms, 2s, 1m30s or 7d, not ~',
      '8:9 streamPhase.rate: must be a rate such as 500/s, 0.5/s, 1k/s or 15000/m, not a list',
      '9:3 streamPhase.grace: must be a duration such as 500ms, 2s, 1m30s or 7d, not a map',
    ],
  ],
  ['streamPhase: {lanes: abc}', ['5:22 streamPhase.lanes: must be a whole number, not the text "abc"']],
  ['streamPhase: {lanes: 1.50}', ['5:22 streamPhase.lanes: must be a whole number, not 1.50']],
  ['streamPhase: {lanes: true}', ['5:22 streamPhase.lanes: must be a whole number, not true']],
  [
    'streamPhase: {lanes: 0, pipeline: 9999}',
    ['5:22 streamPhase.lanes: must be at least 1, not 0', '5:35 streamPhase.pipeline: must be at most 1024, not 9999'],
  ],
  ['seedPhase: {scale: 0}\nstreamPhase: {}', ['5:20 seedPhase.scale: must be more than 0, not 0']],
  ['streamPhase: 5', ['5:14 streamPhase: must be a map, not 5']],
  ['streamPhase: {stages: {}}', ['5:23 streamPhase.stages: must be a list, not a map']],
  ['streamPhase: {stages: []}', ['5:23 streamPhase.stages: must have at least 1 entry, not 0']],
  ['streamPhase: {}\ndatabase: {url: ""}', ['6:17 database.url: must not be empty']],
  [
    'streamPhase: {}\ndatabase: {prepare: trunkate}',
    ['6:21 database.prepare: "trunkate" is not one of create, truncate, keep (did you mean "truncate"?)'],
  ],
  [
    'streamPhase: {}\ndatabase: {prepare: zzz, synchronousCommit: 5}',
    [
      '6:21 database.prepare: "zzz" is not one of create, truncate, keep',
      '6:45 database.synchronousCommit: 5 is not one of on, off, local, remote_write, remote_apply',
    ],
  ],
  [
    'streamPhase: {events: {a: 1, b: x, c: -1}}',
    [
      '5:33 streamPhase.events.b: must be a whole number, not the text "x"',
      '5:39 streamPhase.events.c: must be at least 0, not -1',
    ],
  ],
  [
    'streamPhase: {}\nthresholds: [a, 1, ""]',
    ['6:17 thresholds[1]: must be a text, not 1', '6:20 thresholds[2]: must not be empty'],
  ],
  [
    'streamPhase: {}\nchecks:\n  - noRows: x\n  - {}',
    [
      '7:5 checks[0]: lacks the key "name" (such as "name: consultas sem paciente")',
      '8:5 checks[1]: lacks the key "name" (such as "name: consultas sem paciente")',
    ],
  ],
  [
    'streamPhase:\n  stages:\n    - {}\n    - {for: 1m, rate: "5"}\n    - {for: 1m, rate: 5}',
    [
      '7:7 streamPhase.stages[0]: lacks the keys "for", "rate" (such as "for: 1m")',
      '8:23 streamPhase.stages[1].rate: "5" is not a rate such as 500/s, 0.5/s, 1k/s or 15000/m',
      '9:23 streamPhase.stages[2].rate: 5 is not a rate such as 500/s, 0.5/s, 1k/s or 15000/m or a map',
    ],
  ],
  [
    'streamPhase:\n  stages:\n    - for: 1m\n      rate:\n        from: 1\n        too: 5/s',
    [
      '9:15 streamPhase.stages[0].rate.from: 1 is not a rate such as 500/s, 0.5/s, 1k/s or 15000/m',
      '10:9 streamPhase.stages[0].rate.too: unknown key (did you mean "to"?)',
    ],
  ],
  [
    'streamPhase: {stages: [{for: 1m, rate: {a: 1}}]}',
    [
      '5:34 streamPhase.stages[0].rate: lacks the keys "from", "to" (such as "from: 100/s")',
      '5:41 streamPhase.stages[0].rate.a: unknown key (known here: from, to)',
    ],
  ],
];

function keysOfScenario(): string {
  return 'version, extends, name, description, model, randomSeed, referenceTime, database, seedPhase, streamPhase, checks, thresholds, captures, drain, guard, compare, expect';
}

for (const [text, expected] of ofStream) {
  test(`schema on ${JSON.stringify(text)}`, async () => {
    assert.deepEqual(
      await schemaProblems(head + text),
      expected.map(line => `a.yaml:${line}`),
    );
  });
}

const whole: [string, string[]][] = [
  ['[1]', ['1:1 must be a map, not a list']],
  ['text', ['1:1 must be a map, not the text "text"']],
  ['~', ['1:1 must be a map, not ~']],
  [
    '# comment\nversion: 1',
    ['2:1 lacks the keys "name", "model", "randomSeed", "streamPhase" (such as "name: volume-5min")'],
  ],
  ['version: 1\nname: a\nmodel: m\nseed: 42\nstreamPhase: {}', ['4:1 seed: unknown key (did you mean "randomSeed"?)']],
  [
    'seed: 42\nname: a\nmodel: m\nstreamPhase: {}',
    ['1:1 seed: unknown key (did you mean "randomSeed"?)', '1:1 lacks the key "version" (such as "version: 1")'],
  ],
  [
    'version: "1"\nname: A b\nmodel: m\nrandomSeed: 1\nstreamPhase: {}',
    [
      '1:10 version: must be 1, not the text "1"',
      '2:7 name: "A b" is not a name of lower-case letters, digits, dots and hyphens',
    ],
  ],
  [
    'version: 1\nname: a\nmodel: m\nrandomSeed: 1.5\nstreamPhase: {}',
    ['4:13 randomSeed: 1.5 is not a whole number below 2^53 or a quoted text'],
  ],
  ['version: 1\nname: a\nmodel: m\nrandomSeed: -1\nstreamPhase: {}', ['4:13 randomSeed: must be at least 0, not -1']],
  ['version: 1\nname: a\nmodel: m\nrandomSeed: ""\nstreamPhase: {}', ['4:13 randomSeed: must not be empty']],
  [
    'version: 1\nname: a\nmodel: m\nrandomSeed:\n  - 1\nstreamPhase: {}',
    ['4:1 randomSeed: must be a whole number below 2^53 or a quoted text, not a list'],
  ],
  [
    `version: 1\nname: a\nmodel: m\nrandomSeed: 1\nreferenceTime: ${'9'.repeat(80)}x\nstreamPhase: {}`,
    [`5:16 referenceTime: "${'9'.repeat(59)}…" is not a UTC time such as 2024-01-01T00:00:00Z`],
  ],
];

for (const [text, expected] of whole) {
  test(`schema on ${JSON.stringify(text)}`, async () => {
    assert.deepEqual(
      await schemaProblems(text),
      expected.map(line => `a.yaml:${line}`),
    );
  });
}

const model = 'version: 1\nname: a\nddl: x.sql\n';

const ofModel: [string, string[]][] = [
  [
    'tables: {}\nevents: {}',
    ['4:9 tables: must have at least 1 entry, not 0', '5:9 events: must have at least 1 entry, not 0'],
  ],
  [
    'tables:\n  "a b": {rows: 1, columns: {}}\nevents: {e: {}}',
    ['5:3 tables["a b"]: as a key, "a b" is not a name without spaces, quotes or colons'],
  ],
  [
    'tables:\n  t: &t {rows: x, columns: {}}\n  u: *t\nevents: {e: &e {weight: -1}, f: *e}',
    [
      '5:16 tables.t.rows: must be a whole number, not the text "x"',
      '7:25 events.e.weight: must be at least 0, not -1',
    ],
  ],
  [
    'tables:\n  t:\n    rows: 1\n    key: [id]\n    columns: {}\nevents: {e: {}}',
    ['7:10 tables.t.key: must have at least 2 entries, not 1'],
  ],
  [columns('{fakr: person.fullName}'), ['7:11 tables.t.columns.a.fakr: unknown key (did you mean "faker"?)']],
  [columns('{zzz: 1}'), ['7:11 tables.t.columns.a.zzz: unknown key (remove it)']],
  [columns('5'), ['7:10 tables.t.columns.a: 5 is not a generator such as { int: { from: 1, to: 10 } }']],
  [columns('{oneOf: []}'), ['7:18 tables.t.columns.a.oneOf: must have at least 1 entry, not 0']],
  [columns('{oneOf: {x: y}}'), ['7:22 tables.t.columns.a.oneOf.x: must be a whole number, not the text "y"']],
  [
    columns('{oneOf: [1, [2]]}'),
    ['7:22 tables.t.columns.a.oneOf[1]: must be a text, number, boolean or null, not a list'],
  ],
  [columns('{oneOf: 5}'), ['7:18 tables.t.columns.a.oneOf: 5 is not a list of values, or a map from value to weight']],
  [columns('{text: {length: abc}}'), ['7:26 tables.t.columns.a.text.length: "abc" is not a whole number or a map']],
  [
    columns('{text: {length: {}}}'),
    ['7:18 tables.t.columns.a.text.length: lacks the keys "from", "to" (such as "from: 10")'],
  ],
  [columns('{int: {from: 1}}'), ['7:11 tables.t.columns.a.int: lacks the key "to" (such as "to: 10")']],
  [
    columns('{cpf: uniqe}'),
    ['7:16 tables.t.columns.a.cpf: must be "unique", not the text "uniqe" (did you mean "unique"?)'],
  ],
  [columns('{nulls: 30}'), ['7:18 tables.t.columns.a.nulls: 30 is not a percentage such as 30% or 0.5%']],
  [columns('{when: []}'), ['7:17 tables.t.columns.a.when: must have at least 1 entry, not 0']],
  [override('{int: {from: 1}}'), ['5:36 events.e.with.a.int: lacks the key "to" (such as "to: 10")']],
  [override('{stepRow: 0}'), ['5:45 events.e.with.a.stepRow: must be at least 1, not 0']],
  [
    override('{stepRw: 1}'),
    ['5:35 events.e.with.a: must be a value, null, now, or a generator, not a map (did you mean "stepRow"?)'],
  ],
  [override('{zzz: 1}'), ['5:35 events.e.with.a: must be a value, null, now, or a generator, not a map']],
  [override('[1]'), ['5:35 events.e.with.a: must be a value, null, now, or a generator, not a list']],
];

function columns(generator: string): string {
  return `tables:\n  t:\n    columns:\n      a: ${generator}\n    rows: 1\nevents: {e: {}}`;
}

function override(value: string): string {
  return `tables: {t: {rows: 1, columns: {}}}\nevents: {e: {insert: t, with: {a: ${value}}}}`;
}

for (const [text, expected] of ofModel) {
  test(`model schema on ${JSON.stringify(text)}`, async () => {
    assert.deepEqual(
      await schemaProblems(model + text, 'model'),
      expected.map(line => `a.yaml:${line}`),
    );
  });
}

test('the value of a variable is never shown', async () => {
  const text = `${head}streamPhase: {lanes: "\${A}", duration: "\${B}"}\ndatabase: {prepare: "\${A}"}`;
  const environment = { A: 'secret1', B: 'secret2' };
  assert.deepEqual(await schemaProblems(text, 'scenario', environment), [
    'a.yaml:5:22 streamPhase.lanes: must be a whole number, not the text "${A}" (a variable always gives a text)',
    'a.yaml:5:40 streamPhase.duration: "${B}" is not a duration such as 500ms, 2s, 1m30s or 7d, or until-stopped (it is about the value that the variable has)',
    'a.yaml:6:21 database.prepare: "${A}" is not one of create, truncate, keep (it is about the value that the variable has)',
  ]);
  assert.deepEqual((dataOf(text, environment) as { database: unknown }).database, { prepare: 'secret1' });
});

test('values that reading could not make out are not reported again, their keys are', async () => {
  const text = `version: 1\nname: a\nmodel: m\nrandomSeed: 9007199254740993\nstreamPhase: {lanes: "\${NO}"}\nurl: "\${NO}"`;
  assert.deepEqual(await schemaProblems(text), [`a.yaml:6:1 url: unknown key (known here: ${keysOfScenario()})`]);
});

test('a file whose syntax is wrong is not checked', async () => {
  assert.deepEqual(await schemaProblems('a: b: c'), []);
});

test('keys of Object.prototype are unknown keys like others', async () => {
  const problems = await schemaProblems(`${head}streamPhase: {}\nconstructor: 1\ntoString: 2\nhasOwnProperty: 3`);
  assert.deepEqual(
    problems.map(line => line.split(' (')[0]),
    [
      'a.yaml:6:1 constructor: unknown key',
      'a.yaml:7:1 toString: unknown key',
      'a.yaml:8:1 hasOwnProperty: unknown key',
    ],
  );
});
