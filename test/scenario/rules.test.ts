import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileBeside, load, problemsOf, ruleProblems, scenario } from './scenario-of.ts';

const paced = ['  interval: 2s', '  duration: 1m'];

const faulty: [string, string[]][] = [
  // Database.
  [
    scenario(...paced).replace('streamPhase:', 'database: { url: "postgresql://ana:secret@a,b/x" }\nstreamPhase:'),
    ['s.yaml:5:18 database.url: names several hosts: a run writes to one server, so name that one'],
  ],
  [
    scenario(...paced).replace(
      'streamPhase:',
      'database: { url: "postgresql://db/x?sslmod=require", schema: pg_x }\nstreamPhase:',
    ),
    [
      's.yaml:5:18 database.url: has the parameter "sslmod", is it "sslmode"?',
      's.yaml:5:62 database.schema: "pg_x" is one of PostgreSQL\'s own schemas',
    ],
  ],
  // Pace.
  [scenario('  duration: 1m'), ['s.yaml:5:1 streamPhase: says no pace (give one of interval, rate and stages)']],
  [
    scenario('  duration: 1m', '  interval: 2s', '  rate: 5/s'),
    ['s.yaml:8:3 streamPhase.rate: stands beside interval (give one of interval, rate and stages)'],
  ],
  [
    scenario('  interval: 2s', '  rate: 5/s', '  stages: [{ for: 1m, rate: 5/s }]'),
    [
      's.yaml:7:3 streamPhase.rate: stands beside interval (give one of interval, rate and stages)',
      's.yaml:8:3 streamPhase.stages: stands beside interval (give one of interval, rate and stages)',
    ],
  ],
  [scenario('  interval: 2s'), ['s.yaml:5:1 streamPhase: has no end (give a duration, or a number of operations)']],
  [scenario('  interval: 0ms'), ['s.yaml:5:1 streamPhase: has no end (give a duration, or a number of operations)']],
  [scenario('  interval: 2s', '  duration: 0s'), ['s.yaml:7:13 streamPhase.duration: must be longer than nothing']],
  [
    scenario('  interval: 2s', '  duration: 7d1us'),
    ['s.yaml:7:13 streamPhase.duration: is longer than 7 days (add --allow-long if you mean it)'],
  ],
  [
    scenario('  interval: 2s', '  duration: 999999999999d'),
    ['s.yaml:7:13 streamPhase.duration: is beyond 2^53 microseconds'],
  ],
  [
    scenario(...paced, '  operationTimeout: 0ms'),
    ['s.yaml:8:21 streamPhase.operationTimeout: must be longer than nothing'],
  ],
  [
    scenario('  interval: 8d', '  operations: 2', '  grace: 8d', '  jitter: 8d', '  operationTimeout: 8d'),
    [
      's.yaml:6:13 streamPhase.interval: is longer than 7 days (add --allow-long if you mean it)',
      's.yaml:9:11 streamPhase.jitter: is longer than 7 days (add --allow-long if you mean it)',
      's.yaml:8:10 streamPhase.grace: is longer than 7 days (add --allow-long if you mean it)',
      's.yaml:10:21 streamPhase.operationTimeout: is longer than 7 days (add --allow-long if you mean it)',
    ],
  ],
  [
    scenario('  rate: 0/s', '  duration: 1m'),
    ['s.yaml:6:9 streamPhase.rate: must be above 0 (leave out the stream with a duration of 1us, or give a rate)'],
  ],
  [
    scenario(
      '  stages:',
      '    - { for: 0s, rate: 5/s }',
      '    - { for: 1m, rate: { from: 0/s, to: 0/s } }',
      '    - { for: 8d, rate: 1/m }',
    ),
    [
      's.yaml:7:14 streamPhase.stages[0].for: must be longer than nothing',
      's.yaml:8:24 streamPhase.stages[1].rate: must be above 0 somewhere',
      's.yaml:6:3 streamPhase.stages: together are longer than 7 days (add --allow-long if you mean it)',
    ],
  ],
  [
    scenario('  rate: 5/s', '  duration: until-stopped', '  operations: 5'),
    ['s.yaml:8:15 streamPhase.operations: has an end, and the duration says until-stopped (leave one of them out)'],
  ],
  [
    scenario('  stages: [{ for: 1m, rate: 5/s }]', '  duration: until-stopped'),
    ['s.yaml:6:11 streamPhase.stages: has an end, and the duration says until-stopped (leave one of them out)'],
  ],
  [
    scenario(...paced, '  jitter: 8001ms'),
    [
      's.yaml:8:11 streamPhase.jitter: is longer than lanes x interval, so operations of a lane would overtake each other (shorten it or add lanes)',
    ],
  ],
  [
    scenario(...paced, '  jitter: 2001ms', '  lanes: 1'),
    [
      's.yaml:8:11 streamPhase.jitter: is longer than lanes x interval, so operations of a lane would overtake each other (shorten it or add lanes)',
    ],
  ],
  [
    scenario('  rate: 3/s', '  duration: 1m', '  jitter: 1333334us'),
    [
      's.yaml:8:11 streamPhase.jitter: is longer than lanes x interval, so operations of a lane would overtake each other (shorten it or add lanes)',
    ],
  ],
  [
    scenario('  stages: [{ for: 1m, rate: { from: 1/s, to: 10/s } }]', '  jitter: 401ms'),
    [
      's.yaml:7:11 streamPhase.jitter: is longer than lanes x interval, so operations of a lane would overtake each other (shorten it or add lanes)',
    ],
  ],
  // What is expected.
  ...['  duration: until-stopped', '  duration: 1m'].map((end): [string, string[]] => [
    scenario('  interval: 0ms', end, 'expect:', `  planDigest: ${'a'.repeat(64)}`),
    [
      's.yaml:9:3 expect.planDigest: the plan has no end, so there is no digest of the whole of it (leave it out, or give the stream a number of operations)',
    ],
  ]),
  [
    scenario('  rate: 5/s', '  duration: until-stopped', `expect: { planDigest: ${'a'.repeat(64)} }`),
    [
      's.yaml:8:11 expect.planDigest: the plan has no end, so there is no digest of the whole of it (leave it out, or give the stream a number of operations)',
    ],
  ],
  [
    scenario(...paced, `expect: { planDigest: ${'A'.repeat(64)} }`),
    [`s.yaml:8:23 expect.planDigest: "${'A'.repeat(59)}…" is not a SHA-256 in 64 hexadecimal digits, in small letters`],
  ],
  // Events.
  [
    scenario(...paced, '  events: { insert_pacient: 1, insert_paciente: 1 }'),
    [
      's.yaml:8:13 streamPhase.events.insert_pacient: is not an event of the model hospital (did you mean "insert_paciente"?)',
    ],
  ],
  [
    scenario(...paced, '  events: { something_else: 1 }'),
    [
      's.yaml:8:13 streamPhase.events.something_else: is not an event of the model hospital (it has insert_paciente, insert_consulta, insert_exame, insert_internacao, update_paciente, update_consulta, update_exame, update_internacao)',
    ],
  ],
  [
    scenario(...paced, '  events: { insert_paciente: 0, update_paciente: 0 }'),
    ['s.yaml:8:11 streamPhase.events: the weights sum up to 0 (give at least one event a weight)'],
  ],
  [
    scenario(...paced, '  events: {}'),
    ['s.yaml:8:11 streamPhase.events: the weights sum up to 0 (give at least one event a weight)'],
  ],
  [
    scenario(...paced, '  events: { insert_paciente: 60000, update_paciente: 1 }'),
    [
      's.yaml:8:11 streamPhase.events: the weights need a deck of more than 60000 cards (use smaller weights, or ones with a common divisor)',
    ],
  ],
  [
    scenario(...paced, '  events: { insert_paciente: -1 }'),
    ['s.yaml:8:30 streamPhase.events.insert_paciente: must be at least 0, not -1'],
  ],
  [
    scenario(...paced, '  events: { insert_paciente: 1.5 }'),
    ['s.yaml:8:30 streamPhase.events.insert_paciente: must be a whole number, not 1.5'],
  ],
  // Volumes.
  [
    scenario(...paced, 'seedPhase: { volumes: { paciente: 5, something: 1 } }'),
    [
      's.yaml:8:25 seedPhase.volumes.paciente: is not a table of the model hospital (did you mean "pacientes"?)',
      's.yaml:8:38 seedPhase.volumes.something: is not a table of the model hospital (it has medicos, convenios, pacientes, pacientes_convenios, consultas, exames, internacoes)',
    ],
  ],
  [
    scenario(...paced, 'seedPhase: { volumes: { pacientes: -5 } }'),
    ['s.yaml:8:36 seedPhase.volumes.pacientes: must be at least 0, not -5'],
  ],
  [scenario(...paced, 'seedPhase: { scale: 0 }'), ['s.yaml:8:21 seedPhase.scale: must be more than 0, not 0']],
  [scenario(...paced, 'seedPhase: { scale: -1 }'), ['s.yaml:8:21 seedPhase.scale: must be more than 0, not -1']],
  [
    scenario(...paced, 'seedPhase:', '  volumes: { pacientes: 0, internacoes: 0 }'),
    [
      's.yaml:9:3 seedPhase.volumes.pacientes_convenios: refers to pacientes, which has no rows (give pacientes rows, or pacientes_convenios none)',
      's.yaml:9:3 seedPhase.volumes.pacientes_convenios: 2 500 rows, but pacientes x convenios has only 0 unique values (give fewer rows)',
      's.yaml:9:3 seedPhase.volumes.consultas: refers to pacientes, which has no rows (give pacientes rows, or consultas none)',
      's.yaml:9:3 seedPhase.volumes.exames: refers to pacientes, which has no rows (give pacientes rows, or exames none)',
    ],
  ],
  [
    scenario(...paced, 'seedPhase:', '  volumes:', '    pacientes: 10', '    pacientes_convenios: 121'),
    [
      's.yaml:11:26 seedPhase.volumes.pacientes_convenios: 121 rows, but pacientes x convenios has only 120 unique values (give fewer rows)',
    ],
  ],
  [
    scenario(...paced, 'seedPhase: { volumes: { medicos: 27000001 } }'),
    [
      's.yaml:8:34 seedPhase.volumes.medicos: 27 000 001 rows, but crm has only 27 000 000 unique values (give fewer rows)',
    ],
  ],
  // Lanes and connections.
  [
    scenario(...paced, '  connections: 5'),
    [
      's.yaml:8:16 streamPhase.connections: is more than the 4 lanes (a lane stays on one connection: give at most 4, or more lanes)',
    ],
  ],
  [
    scenario(...paced, '  lanes: 2', '  connections: 3'),
    [
      's.yaml:9:16 streamPhase.connections: is more than the 2 lanes (a lane stays on one connection: give at most 2, or more lanes)',
    ],
  ],
  [scenario(...paced, '  lanes: 0'), ['s.yaml:8:10 streamPhase.lanes: must be at least 1, not 0']],
  [scenario(...paced, '  lanes: 1025'), ['s.yaml:8:10 streamPhase.lanes: must be at most 1024, not 1025']],
  [scenario(...paced, '  pipeline: 0'), ['s.yaml:8:13 streamPhase.pipeline: must be at least 1, not 0']],
  // Checks.
  [
    scenario(...paced, 'checks:', '  - name: a', '    value: SELECT 1'),
    ['s.yaml:10:12 checks[0].value: needs `is` (an operator and a number or a quoted text, such as > 4000)'],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a }'),
    ['s.yaml:9:13 checks[0].name: needs exactly one of noRows and value (noRows: a query for offending rows)'],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a, value: SELECT 1, noRows: SELECT 1, is: "> 1" }'),
    ['s.yaml:9:13 checks[0].name: needs exactly one of noRows and value (noRows: a query for offending rows)'],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a, noRows: SELECT 1, is: "> 1" }'),
    ['s.yaml:9:38 checks[0].is: goes with value only (noRows expects no rows)'],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a, value: SELECT 1, is: "4000" }'),
    [
      's.yaml:9:37 checks[0].is: is no comparison: write two sides with <, <=, >, >=, == or != between them (an operator and a number or a quoted text, such as > 4000)',
    ],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a, value: SELECT 1, is: "> " }'),
    [
      's.yaml:9:37 checks[0].is: is no expression: Expected expression after > at character 8 (an operator and a number or a quoted text, such as > 4000)',
    ],
  ],
  [
    scenario(...paced, 'checks:', '  - { name: a, noRows: SELECT 1 }', '  - { name: a, noRows: SELECT 2 }'),
    ['s.yaml:10:13 checks[1].name: two checks have this name'],
  ],
  [
    scenario(
      ...paced,
      'captures: [{ name: a, kind: slot }]',
      'checks:',
      '  - { name: a, noRows: SELECT 1, on: [source, a, replica] }',
    ),
    [
      's.yaml:10:47 checks[0].on[1]: no capture of kind table is "a" (known: source)',
      's.yaml:10:50 checks[0].on[2]: no capture of kind table is "replica" (known: source)',
    ],
  ],
  [
    scenario(
      ...paced,
      'captures:',
      '  - { name: a, kind: table, url: x }',
      '  - { name: b, kind: table, url: x }',
      'checks:',
      '  - { name: a, noRows: SELECT 1, on: [replica] }',
    ),
    ['s.yaml:12:39 checks[0].on[0]: there is more than one capture of kind table (known: source, a, b)'],
  ],
  [
    scenario(
      ...paced,
      'captures: [{ name: a, kind: table, url: x }]',
      'checks:',
      '  - { name: a, noRows: SELECT 1, on: [a, replica] }',
    ),
    ['s.yaml:10:42 checks[0].on[1]: is "a" a second time'],
  ],
  // Thresholds.
  [
    scenario(...paced, 'thresholds: [streamPhase.latencyMs.p98 < 5]'),
    [
      's.yaml:8:14 thresholds[0]: reports have no streamPhase.latencyMs.p98 (did you mean "streamPhase.latencyMs.p90"?)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: [stream.latencyMs.p99 < 5]'),
    ['s.yaml:8:14 thresholds[0]: reports have no stream (did you mean "streamPhase"?)'],
  ],
  [
    scenario(...paced, 'thresholds: [streamPhase.latencyMs < 5]'),
    [
      's.yaml:8:14 thresholds[0]: streamPhase.latencyMs is not a single value (go on with count, p50, p90, p95, p99, p999, max, histogram)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: [streamPhase.byEvent.insert_pacient.latencyMs.p99 < 5]'),
    [
      's.yaml:8:14 thresholds[0]: reports have no streamPhase.byEvent.insert_pacient (did you mean "streamPhase.byEvent.insert_paciente"?)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: [state.tables.paciente.rows > 5]'),
    ['s.yaml:8:14 thresholds[0]: reports have no state.tables.paciente (did you mean "state.tables.pacientes"?)'],
  ],
  [
    scenario(...paced, 'thresholds: [verdict == "passed"]'),
    [
      's.yaml:8:14 thresholds[0]: reports have no verdict (there are reportVersion, tool, startedAt, finishedAt, durationMs, phases, scenario, workload, environment, plan, executed, continues)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: [streamPhase.latencyMs.p99]'),
    [
      's.yaml:8:14 thresholds[0]: is no comparison: write two sides with <, <=, >, >=, == or != between them (such as streamPhase.latencyMs.p99 < 250)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: ["streamPhase.latencyMs.p99 <"]'),
    [
      's.yaml:8:14 thresholds[0]: is no expression: Expected expression after < at character 27 (such as streamPhase.latencyMs.p99 < 250)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: ["a(1) < 2"]'),
    [
      's.yaml:8:14 thresholds[0]: holds a CallExpression, which is not allowed (such as streamPhase.latencyMs.p99 < 250)',
    ],
  ],
  [
    scenario(...paced, 'thresholds: [streamPhase.asked > 1, nothing > 1]'),
    [
      's.yaml:8:37 thresholds[1]: reports have no nothing (there are reportVersion, tool, startedAt, finishedAt, durationMs, phases, scenario, workload, environment, plan, executed, continues)',
    ],
  ],
];

test('each mistake is said in words, at its place', async () => {
  for (const [text, expected] of faulty) assert.deepEqual(await ruleProblems(text), expected, text);
});

const own = `version: 1
name: own
ddl: own.sql
everyTable: { key: id }
tables:
  p: { rows: 3, columns: { s: { sequence: "A{n}" } } }
  c: { rows: 9, columns: { p_id: { ref: p } } }
events:
  drop: { delete: p }
  make: { insert: p }
`;

test("a model of one's own is held to the same rules, its mistakes at their places in it", async () => {
  fileBeside('own.sql', '');
  fileBeside('own.yaml', own);
  const text = scenario(...paced).replace('hospital', 'own.yaml');
  assert.deepEqual(await problemsOf(text), [
    's.yaml:1:1 seedPhase.volumes.c: refers to p, whose 3 rows are not enough for each of 4 lanes to own one (give p rows, or c none)',
  ]);
  assert.deepEqual(await problemsOf(`${text}seedPhase: { volumes: { p: 11 } }\n`), [
    's.yaml:8:28 seedPhase.volumes.p: 11 rows, but s has only 10 unique values (give fewer rows)',
  ]);
  await load(`${text}seedPhase: { volumes: { p: 4 } }\n`);
  fileBeside('own.yaml', own.replace('{ ref: p }', '{ ref: pp }').replace('delete: p', 'delete: q'));
  assert.deepEqual(await problemsOf(text.replace('2s', '2')), [
    's.yaml:6:13 streamPhase.interval: 2 is not a duration such as 500ms, 2s, 1m30s or 7d',
    'own.yaml:7:41 tables.c.columns.p_id.ref: "pp" is not a table of the model',
    'own.yaml:9:19 events.drop.delete: "q" is not a table of the model',
  ]);
});

test('what lies just within the limits is valid', async () => {
  const valid = [
    scenario(...paced, '  jitter: 8s'),
    scenario('  stages: [{ for: 1m, rate: { from: 1/s, to: 10/s } }]', '  jitter: 400ms'),
    scenario('  interval: 2s', '  duration: 7d'),
    scenario('  interval: 0ms', '  duration: until-stopped'),
    scenario('  interval: 0ms', '  operations: 1'),
    scenario('  interval: 0ms', '  operations: 1', '  duration: 1m', `expect: { planDigest: ${'a'.repeat(64)} }`),
    scenario(...paced, `expect: { planDigest: ${'a'.repeat(64)} }`),
    scenario(...paced, '  connections: 4'),
    scenario(...paced, '  events: { insert_paciente: 59999, update_paciente: 1 }'),
    scenario(...paced, '  events: { insert_paciente: 60000, update_paciente: 30000 }'),
    scenario(...paced, 'seedPhase:', '  volumes:', '    pacientes: 10', '    pacientes_convenios: 120'),
    scenario(...paced, 'thresholds: [streamPhase.byEvent.insert_paciente.latencyMs.p99 < 5 && state.matches == true]'),
  ];
  for (const text of valid) assert.deepEqual(await ruleProblems(text), [], text);
});

test('more than 7 days are valid where they are meant', async () => {
  const { scenario: loaded } = await load(scenario('  interval: 8d', '  duration: 80d'), { allowLong: true });
  assert.equal(loaded.streamPhase.durationUs, 80 * 86_400_000_000);
});
