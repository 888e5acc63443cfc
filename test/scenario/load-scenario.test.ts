import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkload } from '../../src/plan/make-workload.ts';
import { rehearse } from '../../src/plan/rehearse.ts';
import { fileBeside, load, problemsOf, scenario } from './scenario-of.ts';

const paced = ['  interval: 2s', '  duration: 1m'];

test('a model that is neither bundled nor there is said with what was meant', async () => {
  assert.deepEqual(await problemsOf(scenario(...paced).replace('hospital', 'hospitall')), [
    's.yaml:3:8 model: "hospitall" is no bundled model, and as a file it does not exist (hospitall) (did you mean "hospital"?)',
  ]);
  assert.deepEqual(await problemsOf(scenario(...paced).replace('hospital', './no.yaml')), [
    's.yaml:3:8 model: "./no.yaml" is no bundled model, and as a file it does not exist (no.yaml) (bundled models are hospital and shop)',
  ]);
});

test('every default is filled in once', async () => {
  const { scenario: found, model } = await load(scenario('  rate: 5/s', '  duration: 1m30s', '  lanes: 20'));
  const { checks, resolved, file, ...rest } = found;
  assert.match(file, /s\.yaml$/);
  assert.deepEqual(rest, {
    name: 's',
    overrides: [],
    randomSeed: 1,
    referenceSeconds: 1_704_067_200,
    captures: [],
    drain: { quietUs: 2_000_000, idleUs: 10_000_000, maxUs: 300_000_000 },
    maxRetainedBytes: 2_147_483_648,
    expectedPlanDigest: undefined,
    database: {
      url: undefined,
      replicationUrl: undefined,
      prepare: undefined,
      synchronousCommit: 'on',
      schema: 'public',
    },
    volumes: [200, 12, 2_000, 2_500, 4_000, 3_500, 1_200],
    streamPhase: {
      pace: { kind: 'rate', perSecond: { numerator: 5, denominator: 1 } },
      durationUs: 90_000_000,
      untilStopped: false,
      operations: undefined,
      jitterUs: 0,
      lanes: 20,
      connections: 16,
      pipeline: 8,
      graceUs: 30_000_000,
      operationTimeoutUs: 60_000_000,
      weights: [10, 30, 20, 10, 8, 10, 8, 4],
    },
    thresholds: [],
  });
  assert.equal(checks.length, model.checks.length);
  assert.deepEqual(resolved['seedPhase'], {
    volumes: {
      medicos: 200,
      convenios: 12,
      pacientes: 2_000,
      pacientes_convenios: 2_500,
      consultas: 4_000,
      exames: 3_500,
      internacoes: 1_200,
    },
  });
  const { events, ...streamPhase } = resolved['streamPhase'] as Record<string, unknown>;
  assert.deepEqual(streamPhase, {
    rate: '5/s',
    duration: '1m30s',
    lanes: 20,
    connections: 16,
    pipeline: 8,
    jitter: '0ms',
    grace: '30s',
    operationTimeout: '60s',
  });
  assert.equal((events as Record<string, number>)['insert_consulta'], 30);
});

test('connections are one a lane, at most 16, or as many as are asked for', async () => {
  const connections = async (...lines: string[]): Promise<number> =>
    (await load(scenario(...paced, ...lines))).scenario.streamPhase.connections;
  assert.equal(await connections(), 4);
  assert.equal(await connections('  lanes: 3'), 3);
  assert.equal(await connections('  lanes: 99'), 16);
  assert.equal(await connections('  lanes: 99', '  connections: 50'), 50);
});

test('volumes are scaled and rounded up, but not those of look-up tables', async () => {
  const text = scenario(...paced, 'seedPhase: { scale: 0.1, volumes: { pacientes: 3001, convenios: 5 } }');
  assert.deepEqual((await load(text)).scenario.volumes, [20, 5, 301, 250, 400, 350, 120]);
  // 0.07 x 100 is 7.000000000000001 in floating point.
  const exact = scenario(...paced, 'seedPhase: { scale: 0.07, volumes: { pacientes: 100, pacientes_convenios: 1 } }');
  assert.equal((await load(exact)).scenario.volumes[2], 7);
});

test('events that are named replace all weights of the model', async () => {
  const { scenario: found } = await load(scenario(...paced, '  events: { update_exame: 7, insert_paciente: 3 }'));
  assert.deepEqual(found.streamPhase.weights, [3, 0, 0, 0, 0, 0, 7, 0]);
});

test('the shorter of duration and stages ends the stream', async () => {
  const durationUs = async (...lines: string[]): Promise<number | undefined> =>
    (await load(scenario('  stages: [{ for: 1m, rate: 5/s }, { for: 30s, rate: 1/s }]', ...lines))).scenario.streamPhase
      .durationUs;
  assert.equal(await durationUs(), 90_000_000);
  assert.equal(await durationUs('  duration: 80s'), 80_000_000);
  assert.equal(await durationUs('  duration: 100s'), 90_000_000);
});

test('checks of the model come before those of the scenario', async () => {
  const own = ['checks:', '  - { name: a, value: SELECT 1, is: "== 1" }', '  - { name: b, noRows: SELECT 2 }'];
  const { scenario: found, model } = await load(scenario(...paced, ...own));
  assert.deepEqual(found.checks.slice(model.checks.length), [
    { name: 'a', origin: 'scenario', sql: 'SELECT 1', expect: 'value', is: '== 1', on: ['source'] },
    { name: 'b', origin: 'scenario', sql: 'SELECT 2', expect: 'noRows', on: ['source'] },
  ]);
  assert.deepEqual(new Set(found.checks.slice(0, model.checks.length).map(check => check.origin)), new Set(['model']));
});

test('a URL, which may hold a password, does not get into what reports show', async () => {
  const text = scenario(...paced, 'database:', '  url: "postgres://u:${SECRET}@h/d"');
  const { scenario: found } = await load(text, { environment: { SECRET: 'hunter2' } });
  assert.equal(found.database.url, 'postgres://u:hunter2@h/d');
  assert.doesNotMatch(JSON.stringify(found.resolved), /hunter2|postgres:/);
});

test('the command line takes the place of the file, and its mistakes are said to be its own', async () => {
  const override = (path: string, value: unknown, source: string): object => ({ path: path.split('.'), value, source });
  const faster = [
    override('streamPhase.interval', '1s', '--interval 1s'),
    override('streamPhase.duration', '10s', '--duration 10s'),
    override('randomSeed', 'x', '--random-seed x'),
    override('seedPhase.scale', 0.5, '--set seedPhase.scale=0.5'),
  ] as never;
  const { scenario: found } = await load(scenario(...paced), { overrides: faster });
  assert.deepEqual(found.streamPhase.pace, { kind: 'interval', us: 1_000_000 });
  assert.equal(found.streamPhase.durationUs, 10_000_000);
  assert.equal(found.randomSeed, 'x');
  assert.equal(found.volumes[2], 1_000);
  assert.deepEqual(found.overrides, [
    '--interval 1s',
    '--duration 10s',
    '--random-seed x',
    '--set seedPhase.scale=0.5',
  ]);

  const removed = [
    override('streamPhase.interval', undefined, '--rate 5/s'),
    override('streamPhase.rate', '5/s', '--rate 5/s'),
  ];
  const rated = await load(scenario(...paced), { overrides: removed as never });
  assert.equal(rated.scenario.streamPhase.pace.kind, 'rate');

  const wrong = [
    override('streamPhase.duration', 'soon', '--duration soon'),
    override('streamPhase.lanes', 0, '--set streamPhase.lanes=0'),
  ];
  assert.deepEqual(await problemsOf(scenario(...paced), { overrides: wrong as never }), [
    's.yaml:5:1 streamPhase.lanes: must be at least 1, not 0, from --set streamPhase.lanes=0',
    's.yaml:7:13 streamPhase.duration: "soon" is not a duration such as 500ms, 2s, 1m30s or 7d, or until-stopped, from --duration soon',
  ]);
});

test('unique values that run out, and demand over supply, are found by planning the run', async () => {
  fileBeside('own.sql', '');
  const own = (digits: string): string => `version: 1
name: own
ddl: own.sql
everyTable: { key: id }
tables: { p: { rows: 8, columns: { code: { sequence: "A{${digits}}" }, seen: { timestamp: { from: -1d, to: +0d }, nulls: 100% } } } }
events:
  make: { weight: 9, insert: p }
  see: { weight: 11, update: p, fill: seen }
`;
  const rehearsed = async (digits: string): Promise<ReturnType<typeof rehearse>> => {
    fileBeside('own.yaml', own(digits));
    const { scenario: found, model } = await load(
      scenario('  interval: 2s', '  operations: 400').replace('hospital', 'own.yaml'),
    );
    return rehearse(makeWorkload(found, model));
  };
  const { exhausted, warnings } = await rehearsed('nnnn');
  assert.deepEqual(exhausted, []);
  assert.deepEqual(warnings, [
    '25 of 400 operations (6.3 %) find no suitable row and are replaced by another event: there are not enough rows for the events that update or delete them',
  ]);
  assert.deepEqual((await rehearsed('nn')).exhausted, [
    { table: 'p', message: 'has room for 100 unique rows: 8 are seeded and the stream inserts more than are left' },
  ]);
});

test('a pace from the environment: 2 s unless it says otherwise, and 0 is as fast as possible', async () => {
  const text = scenario('  interval: "${STREAM_INTERVAL_SECONDS:-2}s"', '  duration: 1m', '  jitter: 500ms');
  const usual = await load(text);
  assert.deepEqual(usual.scenario.streamPhase.pace, { kind: 'interval', us: 2_000_000 });
  assert.equal(usual.scenario.streamPhase.jitterUs, 500_000);
  assert.deepEqual(usual.warnings, []);
  const unpaced = await load(text, { environment: { STREAM_INTERVAL_SECONDS: '0' } });
  assert.deepEqual(unpaced.scenario.streamPhase.pace, { kind: 'closedLoop' });
  assert.equal(unpaced.scenario.streamPhase.jitterUs, 0);
  assert.deepEqual(
    unpaced.warnings.map(({ message, severity }) => [message, severity]),
    [['is left out: operations go as fast as possible', 'warning']],
  );
});
