import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileModel } from '../../src/model/compile-model.ts';
import type { Model } from '../../src/model/model.ts';
import { schemaCheck } from '../../src/yaml/json-schema.ts';
import { problemLine } from '../../src/yaml/problem.ts';
import { fileOf } from '../yaml/problems-of.ts';

const checkModel = await schemaCheck('model');

/** What compiling a model says, one line for each problem. Lines are counted from the given text's first. */
function problemsOf(text: string): string[] {
  const file = fileOf(text.replace(/^/, 'version: 1\nname: m\nddl: m.sql\n'));
  assert.deepEqual(checkModel(file).map(problemLine), [], 'the JSON Schema has seen it');
  const { model, problems } = compileModel(file);
  assert.equal(model === undefined, problems.length > 0);
  return problems.map(problem => problemLine({ ...problem, file: 'm', line: problem.line - 3 }));
}

/** A table with these columns and an event that inserts. */
function columns(...lines: string[]): string {
  return [
    'tables:',
    '  t:',
    '    rows: 1',
    '    key: id',
    '    columns:',
    ...lines.map(line => `      ${line}`),
    'events: { e: { insert: t } }',
  ].join('\n');
}

/** Two tables for events to act on, and the events. */
function events(...lines: string[]): string {
  const tables = [
    'tables:',
    '  p: { rows: 1, key: id, columns: { n: { int: { from: 1, to: 9 } }, s: { start: [x, y], next: { x: [y] } } } }',
    '  c: { rows: 1, key: id, columns: { p_id: { ref: p }, n: { digits: 3 }, f: { bool: 50% }, w: { date: { from: -1d, to: +1d } } } }',
    '  pp: { rows: 1, key: [a, b], columns: { a: { ref: q }, b: { ref: q }, n: { digits: 3 } } }',
    '  q: { rows: 9, key: { uuid: id }, columns: { code: { cpf: unique } } }',
    'events:',
  ];
  return [...tables, ...lines.map(line => `  ${line}`)].join('\n');
}

const hint =
  'faker, template, oneOf, each, ref, int, decimal, digits, bool, date, timestamp, after, uuid, text, json, bytes, cpf, cnpj, crm, sequence, start, when';

const faulty: [string, string[]][] = [
  // Columns.
  [columns('a: {}'), [`m:6:7 tables.t.columns.a: no generator, exactly one is needed (one of ${hint})`]],
  [columns('a: { nulls: 10% }'), [`m:6:7 tables.t.columns.a: no generator, exactly one is needed (one of ${hint})`]],
  [
    columns('a: { int: { from: 1, to: 2 }, digits: 3 }'),
    [`m:6:7 tables.t.columns.a: 2 generators (int, digits), exactly one is needed (one of ${hint})`],
  ],
  [columns('a: { digits: 3, max: 3 }'), ['m:6:23 tables.t.columns.a.max: goes with faker or template only']],
  [columns('a: { digits: 3, within: 1s..2s }'), ['m:6:23 tables.t.columns.a.within: goes with after only']],
  [columns('a: { cpf: unique, alphanumeric: 50% }'), ['m:6:25 tables.t.columns.a.alphanumeric: goes with cnpj only']],
  [columns('a: { oneOf: [x], next: { x: [y] } }'), ['m:6:24 tables.t.columns.a.next: goes with start only']],
  [
    columns('a: { int: { from: -9007199254740991, to: 9007199254740991 } }'),
    ['m:6:17 tables.t.columns.a.int: the range is beyond 2^53'],
  ],
  [
    columns('a: { decimal: { from: 0, to: 1.0e+12, scale: 9 } }'),
    ['m:6:21 tables.t.columns.a.decimal: the range is beyond 2^53 in units of 9 decimals'],
  ],
  [
    columns('a: { int: { from: 2, to: 1 } }'),
    ['m:6:17 tables.t.columns.a.int: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { decimal: { from: 0.2, to: 0.1, scale: 1 } }'),
    ['m:6:21 tables.t.columns.a.decimal: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { date: { from: +1d, to: -1d } }'),
    ['m:6:18 tables.t.columns.a.date: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { timestamp: { from: -1m, to: -61s } }'),
    ['m:6:23 tables.t.columns.a.timestamp: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { text: { length: { from: 3, to: 2 } } }'),
    ['m:6:28 tables.t.columns.a.text.length: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { bytes: { length: { from: 3, to: 2 } } }'),
    ['m:6:29 tables.t.columns.a.bytes.length: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { date: { from: -1d, to: +1d } }', 'b: { after: a, within: 2h..1h }'),
    ['m:7:30 tables.t.columns.b.within: the range is empty: its beginning lies behind its end'],
  ],
  [
    columns('a: { date: { from: -1d, to: +1d } }', 'b: { after: a }'),
    ['m:7:7 tables.t.columns.b: `after` needs `within` (for example within: 1h..72h)'],
  ],
  [
    columns('a: { date: { from: -1d, to: +1d } }', 'bee: { after: aa, within: 1h..2h }'),
    ['m:7:21 tables.t.columns.bee.after: "aa" is not a column of t'],
  ],
  [
    columns('a: { faker: person.firstName }', 'b: { after: a, within: 1h..2h }'),
    ['m:7:10 tables.t.columns.b: counts from a, which is no date or time'],
  ],
  [
    columns(
      'a: { when: [{ date: { from: -1d, to: +1d } }] }',
      'b: { json: { c: { after: a, within: 1h..2h } } }',
      'd: { when: [{ after: e, within: 1h..2h }] }',
      'e: { oneOf: [2024-01-01, soon] }',
    ),
    ['m:8:10 tables.t.columns.d: counts from e, which is no date or time'],
  ],
  [
    columns('a: { faker: person.fullname }'),
    [
      'm:6:19 tables.t.columns.a.faker: "person.fullname" is not among the known faker functions (did you mean "person.fullName"?)',
    ],
  ],
  [
    columns('a: { template: "{{date.anytime}}" }'),
    [
      'm:6:22 tables.t.columns.a.template: "date.anytime" is not among the known faker functions (see the list in the README)',
    ],
  ],
  [
    columns('a: { template: "x {{person.firstName" }'),
    ['m:6:22 tables.t.columns.a.template: "{{" without "}}" in "x {{person.firstName"'],
  ],
  [
    columns('a: { template: "{{firstName}}" }'),
    ['m:6:22 tables.t.columns.a.template: "{{firstName}}" is no call such as {{person.firstName}}'],
  ],
  [
    columns('a: { template: "{{number.int({min: 1})}}" }'),
    ['m:6:22 tables.t.columns.a.template: the arguments of number.int are not JSON: {min: 1}'],
  ],
  [
    columns('a: { oneOf: { x: 0, y: 0 } }'),
    ['m:6:19 tables.t.columns.a.oneOf: the weights sum up to 0 (give at least one value a weight above 0)'],
  ],
  [
    columns('a:', '  start: { x: 0 }', '  next: { x: { y: 0 } }'),
    [
      'm:8:20 tables.t.columns.a.next.x: the weights sum up to 0 (give at least one value a weight above 0)',
      'm:7:16 tables.t.columns.a.start: the weights sum up to 0 (give at least one value a weight above 0)',
    ],
  ],
  [
    columns(`a: { start: [x], next: { x: [${Array.from({ length: 257 }, (_, place) => `s${place}`).join(', ')}] } }`),
    ['m:6:30 tables.t.columns.a.next: leads to more than 256 states'],
  ],
  [columns('a: { digits: 1, presentWith: a }'), ['m:6:36 tables.t.columns.a.presentWith: is the column itself']],
  [columns('a: { digits: 1, presentWith: bb }'), ['m:6:36 tables.t.columns.a.presentWith: "bb" is not a column of t']],
  [
    columns('nome: { digits: 1 }', 'b: { digits: 1, presentWith: nomo }'),
    ['m:7:36 tables.t.columns.b.presentWith: "nomo" is not a column of t (did you mean "nome"?)'],
  ],
  [columns('a: { ref: u }'), ['m:6:17 tables.t.columns.a.ref: "u" is not a table of the model']],
  [
    events('e: { insert: c }').replace('p_id: { ref: p }', 'p_id: { ref: pq }'),
    ['m:3:50 tables.c.columns.p_id.ref: "pq" is not a table of the model (did you mean "pp"?)'],
  ],
  [
    columns('a: { json: { x: { ref: t } } }'),
    ['m:6:23 tables.t.columns.a.json.x: a member of a JSON column cannot be a reference'],
  ],
  [
    columns('a: { json: { x: { when: [{ ref: t }] }, y: {} } }'),
    [
      'm:6:23 tables.t.columns.a.json.x: a member of a JSON column cannot be a reference',
      `m:6:47 tables.t.columns.a.json.y: no generator, exactly one is needed (one of ${hint})`,
    ],
  ],
  [
    columns('a:', '  when:', '    - { digits: 3 }', '    - { digits: 4 }'),
    ['m:8:13 tables.t.columns.a.when[0]: an entry without a condition hides those after it (put it last)'],
  ],
  [
    columns('a:', '  when:', '    - { bb: 1, digits: 3 }', 'b: { bool: 5% }'),
    ['m:8:15 tables.t.columns.a.when[0].bb: is neither a column of t nor a generator'],
  ],
  [
    columns('a:', '  when:', '    - { b: { x: 1 }, digits: 3 }', 'b: { bool: 5% }'),
    ['m:8:18 tables.t.columns.a.when[0].b: a condition is a value or a list of values'],
  ],
  [
    columns('a:', '  when:', '    - { b: true }', 'b: { bool: 5% }'),
    [`m:8:13 tables.t.columns.a.when[0]: no generator, exactly one is needed (one of ${hint})`],
  ],
  [
    columns(
      'a: { digits: 1, presentWith: b }',
      'b: { digits: 1, presentWith: c }',
      'c: { when: [{ a: null, digits: 1 }] }',
    ),
    ['m:6:10 tables.t.columns.a: columns depend on each other in a circle: a, b, c'],
  ],
  // Tables.
  [
    'tables:\n  t: { rows: 1, columns: { a: {} } }\nevents: { e: { insert: t } }',
    [
      'm:2:3 tables.t: has no key (add `key: id` here or under everyTable)',
      `m:2:28 tables.t.columns.a: no generator, exactly one is needed (one of ${hint})`,
    ],
  ],
  [columns('id: { digits: 3 }'), ['m:6:7 tables.t.columns.id: is the key already']],
  [
    'tables:\n  t:\n    rows: 1\n    key: id\n    serverColumns: [a]\n    columns:\n      a: { digits: 1 }\nevents: { e: { insert: t } }',
    ['m:7:7 tables.t.columns.a: is a server column too'],
  ],
  [
    'tables:\n  a: { rows: 1, key: id, columns: { b: { ref: b } } }\n  b: { rows: 1, key: id, columns: { a: { ref: a } } }\nevents: { e: { insert: a } }',
    ['m:2:3 tables.a: tables refer to each other in a circle: a, b'],
  ],
  [
    'tables:\n  a: { rows: 1, key: id, columns: { b: { when: [{ ref: a }] } } }\nevents: { e: { insert: a } }',
    ['m:2:3 tables.a: tables refer to each other in a circle: a'],
  ],
  [
    events('e: { insert: c }').replace('key: [a, b]', 'key: [a, z]'),
    ['m:4:27 tables.pp.key[1]: "z" is not a column of pp'],
  ],
  [
    events('e: { insert: c }').replace('key: [a, b]', 'key: [a, n]'),
    ['m:4:27 tables.pp.key[1]: n must be a plain { ref: ... } without nulls to be unique together'],
  ],
  [events('e: { insert: c }').replace('key: [a, b]', 'key: [a, a]'), ['m:4:27 tables.pp.key[1]: a is named twice']],
  [
    events('e: { insert: c }').replace('b: { ref: q }', 'b: { ref: q, nulls: 1% }'),
    ['m:4:27 tables.pp.key[1]: b must be a plain { ref: ... } without nulls to be unique together'],
  ],
  [
    events('e: { insert: c }').replace('key: [a, b]', 'key: [a, b], unique: [a, b]'),
    ['m:4:39 tables.pp.unique: cannot stand beside a composite key, which is unique already'],
  ],
  [
    events('e: { insert: c }').replace('p_id: { ref: p }', 'p_id: { ref: pp }'),
    ['m:3:43 tables.c.columns.p_id: pp has a composite key and cannot be referred to'],
  ],
  [
    events('e: { delete: q }'),
    [
      'm:4:45 tables.pp.columns.a: rows of q are deleted or change a unique column, so lanes do not share them (leave the column out of the key or of unique)',
      'm:4:60 tables.pp.columns.b: rows of q are deleted or change a unique column, so lanes do not share them (leave the column out of the key or of unique)',
    ],
  ],
  [
    events('e: { update: q, redraw: code }'),
    [
      'm:4:45 tables.pp.columns.a: rows of q are deleted or change a unique column, so lanes do not share them (leave the column out of the key or of unique)',
      'm:4:60 tables.pp.columns.b: rows of q are deleted or change a unique column, so lanes do not share them (leave the column out of the key or of unique)',
    ],
  ],
  [
    events('e: { delete: p }').replace('p_id: { ref: p }', 'p_id: { when: [{ ref: p }] }'),
    [
      'm:3:43 tables.c.columns.p_id: rows of p are deleted or change a unique column, so lanes do not share them (use a plain { ref: ... })',
    ],
  ],
  // Events.
  [events('e: {}'), ['m:7:3 events.e: needs exactly one of insert, update, delete (or, an event, steps)']],
  [
    events('e: { insert: c, delete: c }'),
    ['m:7:3 events.e: needs exactly one of insert, update, delete (or, an event, steps)'],
  ],
  [
    events('e: { steps: [{ insert: c }], insert: c, with: { n: 1 } }'),
    ['m:7:3 events.e: has steps and insert, with beside them'],
  ],
  [events('e: { insert: cc }'), ['m:7:16 events.e.insert: "cc" is not a table of the model']],
  [
    events('e: { delete: c, with: { n: 1 }, redraw: n, pick: 1, advance: n, fill: n, set: { n: 1 } }'),
    [
      'm:7:19 events.e.with: does not go with delete',
      'm:7:35 events.e.redraw: does not go with delete',
      'm:7:46 events.e.pick: does not go with delete',
      'm:7:55 events.e.advance: does not go with delete',
      'm:7:67 events.e.fill: does not go with delete',
      'm:7:76 events.e.set: does not go with delete',
    ],
  ],
  [
    events('e: { steps: [{ insert: c }, { insert: c, redraw: n, where: { f: true }, row: 1 }] }'),
    [
      'm:7:44 events.e.steps[1].redraw: does not go with insert',
      'm:7:55 events.e.steps[1].where: does not go with insert',
      'm:7:75 events.e.steps[1].row: does not go with insert',
    ],
  ],
  [events('e: { update: c, with: { n: 1 }, redraw: n }'), ['m:7:19 events.e.with: does not go with update']],
  [events('e: { update: c }'), ['m:7:3 events.e: changes nothing: name columns with redraw, advance, fill or set']],
  [events('e: { update: c, redraw: [n, m] }'), ['m:7:31 events.e.redraw[1]: "m" is not a column of c']],
  [events('e: { update: c, redraw: m }'), ['m:7:27 events.e.redraw: "m" is not a column of c']],
  [
    events('e: { update: c, set: {} }'),
    ['m:7:3 events.e: changes nothing: name columns with redraw, advance, fill or set'],
  ],
  [
    events('e: { update: c, redraw: [n, f], fill: n, set: { f: true } }'),
    ['m:7:3 events.e: n is set twice', 'm:7:3 events.e: f is set twice'],
  ],
  [
    events('e: { update: c, redraw: id }'),
    ['m:7:3 events.e: id belongs to a key that is made from the row number and cannot be set'],
  ],
  [
    events('e: { update: pp, redraw: [a, n] }'),
    ['m:7:3 events.e: a belongs to a key that is made from the row number and cannot be set'],
  ],
  [events('e: { update: p, redraw: s }'), ['m:7:27 events.e.redraw: s is a state machine (use advance)']],
  [events('e: { update: p, advance: n }'), ['m:7:28 events.e.advance: n is no state machine with `next`']],
  [
    events('e: { update: p, advance: s }').replace(', next: { x: [y] }', ''),
    ['m:7:28 events.e.advance: s is no state machine with `next`'],
  ],
  [events('e: { update: c, redraw: [n, f], pick: 3 }'), ['m:7:41 events.e.pick: is more than the 2 columns of redraw']],
  [events('e: { update: c, set: { n: 1 }, pick: 1 }'), ['m:7:40 events.e.pick: is more than the 0 columns of redraw']],
  [
    columns(...Array.from({ length: 9 }, (_, place) => `c${place}: { digits: 1 }`)).replace(
      '{ insert: t }',
      `{ update: t, redraw: [c0, c1, c2, c3, c4, c5, c6, c7, c8], pick: 1 }`,
    ),
    ['m:15:35 events.e.redraw: names more than 8 columns to pick from'],
  ],
  [
    events('e: { update: c, redraw: n, where: { n: "123", ff: true } }'),
    [
      'm:7:42 events.e.where.n: n is neither an enumeration nor a boolean: only null can be asked for',
      'm:7:53 events.e.where.ff: "ff" is not a column of c',
    ],
  ],
  [
    events('e: { insert: c, with: { id: 7 } }'),
    ['m:7:31 events.e.with.id: belongs to a key that is made from the row number and cannot be given'],
  ],
  [
    events('e: { insert: pp, with: { a: null } }'),
    ['m:7:31 events.e.with.a: belongs to a key that is made from the row number and cannot be given'],
  ],
  [
    events('e: { insert: c, with: { p_id: 7 } }'),
    ['m:7:33 events.e.with.p_id: is a reference: give null, a { ref: ... } or a { stepRow: ... }'],
  ],
  [
    events('e: { insert: c, with: { p_id: { ref: q } } }'),
    ['m:7:33 events.e.with.p_id: must refer to the same table as the column does'],
  ],
  [
    events('e: { insert: c, with: { p_id: { digits: 3 } } }'),
    ['m:7:33 events.e.with.p_id: must refer to the same table as the column does'],
  ],
  [
    events('e: { insert: c, with: { n: { ref: p } } }'),
    ['m:7:30 events.e.with.n: cannot refer to rows: n is no reference (make the column a { ref: ..., nulls: 100% })'],
  ],
  [
    events('e: { insert: c, with: { n: { digits: 3, int: { from: 1, to: 2 } } } }'),
    [`m:7:27 events.e.with.n: 2 generators (int, digits), exactly one is needed (one of ${hint})`],
  ],
  [
    events('e: { insert: c, with: { w: { after: n, within: 1h..2h } } }'),
    ['m:7:30 events.e.with.w: counts from n, which is no date or time'],
  ],
  [
    events('e: { update: c, set: { w: { after: w, within: 1h..2h } } }'),
    ['m:7:3 events.e: columns depend on each other in a circle: w'],
  ],
  [
    events('e: { update: c, set: { n: { digits: 2, presentWith: f }, f: { when: [{ n: null, bool: 5% }] } } }'),
    ['m:7:3 events.e: columns depend on each other in a circle: n, f'],
  ],
  [
    events('e: { steps: [{ update: c, row: 1, redraw: n }] }'),
    ['m:7:34 events.e.steps[0].row: step 1 is no earlier insert or update of c'],
  ],
  [
    events('e: { steps: [{ insert: p }, { update: c, row: 1, redraw: n }] }'),
    ['m:7:49 events.e.steps[1].row: step 1 is no earlier insert or update of c'],
  ],
  [
    events('e: { steps: [{ delete: c }, { update: c, row: 1, redraw: n }] }'),
    ['m:7:49 events.e.steps[1].row: step 1 is no earlier insert or update of c'],
  ],
  [
    events('e: { steps: [{ insert: c }, { delete: c, row: 1 }, { update: c, row: 1, redraw: n }] }'),
    ['m:7:72 events.e.steps[2].row: the row of step 1 is deleted by step 2'],
  ],
  [
    events(
      'e: { steps: [{ insert: c }, { update: c, row: 1, redraw: n }, { delete: c, row: 2 }, { delete: c, row: 1 }] }',
    ),
    ['m:7:106 events.e.steps[3].row: the row of step 1 is deleted by step 3'],
  ],
  [
    events('e: { insert: c, with: { p_id: { stepRow: 1 } } }'),
    ['m:7:33 events.e.with.p_id: step 1 is no earlier insert or update of the table that the column refers to'],
  ],
  [
    events('e: { steps: [{ insert: q }, { insert: c, with: { p_id: { stepRow: 1 } } }] }'),
    [
      'm:7:58 events.e.steps[1].with.p_id: step 1 is no earlier insert or update of the table that the column refers to',
    ],
  ],
  [
    events('e: { steps: [{ insert: p }, { delete: p, row: 1 }, { insert: c, with: { p_id: { stepRow: 1 } } }] }'),
    ['m:7:81 events.e.steps[2].with.p_id: the row of step 1 is deleted by step 2'],
  ],
  [
    events('e: { steps: [{ insert: p }, { insert: c, with: { n: { stepRow: 1 } } }] }'),
    ['m:7:55 events.e.steps[1].with.n: step 1 is no earlier insert or update of the table that the column refers to'],
  ],
];

const broken = `
tables:
  nokey: { rows: 1, columns: { a: {}, b: { ref: nowhere } } }
  half: { rows: 1, key: id, columns: { a: {}, b: { int: { from: 2, to: 1 } } } }
  whole: { rows: 1, key: id, columns: { a: { digits: 3 }, h: { ref: half }, s: { start: [x] } } }
  other: { rows: 1, key: id, columns: { w: { ref: whole } } }
events:
  onHalf: { insert: half, with: { zzz: 1 } }
  steps:
    steps:
      - { insert: whole, delete: whole }
      - { update: whole, row: 1, redraw: b }
      - { insert: other, with: { w: { stepRow: 1 } } }
      - { update: whole, row: 2, advance: s }
      - { update: whole, row: 9, redraw: a }
  last: { update: whole, set: { a: now, zz: 1 }, where: { a: x } }
`;

test('all mistakes are said at once, and none that only follow from others', () => {
  assert.deepEqual(problemsOf(broken.trim()), [
    'm:2:3 tables.nokey: has no key (add `key: id` here or under everyTable)',
    `m:2:32 tables.nokey.columns.a: no generator, exactly one is needed (one of ${hint})`,
    'm:2:49 tables.nokey.columns.b.ref: "nowhere" is not a table of the model',
    `m:3:40 tables.half.columns.a: no generator, exactly one is needed (one of ${hint})`,
    'm:3:57 tables.half.columns.b.int: the range is empty: its beginning lies behind its end',
    'm:10:9 events.steps.steps[0]: needs exactly one of insert, update, delete (or, an event, steps)',
    'm:11:42 events.steps.steps[1].redraw: "b" is not a column of whole',
    'm:13:43 events.steps.steps[3].advance: s is no state machine with `next`',
    'm:14:31 events.steps.steps[4].row: step 9 is no earlier insert or update of whole',
    'm:15:45 events.last.set.zz: "zz" is not a column of whole',
    'm:15:62 events.last.where.a: a is neither an enumeration nor a boolean: only null can be asked for',
  ]);
});

test('each mistake is said in words, at its place', () => {
  for (const [text, expected] of faulty) assert.deepEqual(problemsOf(text), expected, text);
});

/** The compiled model of a text without mistakes. */
function modelOf(text: string): Model {
  return compileModel(fileOf(`version: 1\nname: m\nddl: m.sql\n${text}`)).model!;
}

test('parents are seeded before their children, whatever kind of generator refers to them', () => {
  const { tables, seedOrder } = modelOf(`
tables:
  c: { rows: 1, key: id, columns: { x: { when: [{ ref: b }] } } }
  b: { rows: 1, key: id, columns: { a_id: { ref: a } } }
  ab: { rows: 1, key: [a_id, b_id], columns: { a_id: { ref: a }, b_id: { ref: b } } }
  a: { rows: 1, key: id, columns: {} }
events: { e: { insert: a } }
`);
  assert.deepEqual(
    seedOrder.map(index => tables[index]!.name),
    ['a', 'b', 'c', 'ab'],
  );
});

test('lanes share the rows of a table unless events delete them or set what is unique in them', () => {
  const shared = (event: string): (readonly [string, boolean, boolean])[] =>
    modelOf(`
tables:
  a: { rows: 1, key: id, columns: { code: { cpf: unique }, n: { digits: 3 } } }
  b: { rows: 1, key: id, columns: { code: { when: [{ crm: unique }] } } }
events: { e: ${event} }
`).tables.map(({ name, shared: isShared, deletable }) => [name, isShared, deletable] as const);
  assert.deepEqual(shared('{ update: a, redraw: n }'), [
    ['a', true, false],
    ['b', true, false],
  ]);
  assert.deepEqual(shared('{ update: a, redraw: code }')[0], ['a', false, false]);
  assert.deepEqual(shared('{ update: b, redraw: code }')[1], ['b', false, false]);
  assert.deepEqual(shared('{ steps: [{ insert: a }, { delete: b }] }')[1], ['b', false, true]);
});

test('columns are drawn after those they depend on, those of an event too', () => {
  const { tables, events: compiled } = modelOf(`
tables:
  t:
    rows: 1
    key: id
    columns:
      c: { digits: 1, presentWith: b }
      b: { after: a, within: 1s..2s }
      a: { timestamp: { from: -1d, to: +0d } }
events:
  e: { update: t, redraw: [c, b, a] }
  f: { insert: t, with: { a: now } }
`);
  const names = (columns: readonly number[]): string[] => columns.map(column => tables[0]!.columns[column]!.name);
  assert.deepEqual(names(tables[0]!.drawOrder), ['id', 'a', 'b', 'c']);
  for (const event of compiled) {
    const drawn = names(event.steps[0]!.sets.map(set => set.column)).filter(name => name !== 'id');
    assert.deepEqual(drawn, ['a', 'b', 'c']);
  }
});
