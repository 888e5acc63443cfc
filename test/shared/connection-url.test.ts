import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseConnectionUrl, writeConnectionUrl } from '../../src/shared/connection-url.ts';

const read: Readonly<Record<string, object>> = {
  'postgresql://': {},
  'postgres://db': { host: 'db' },
  'postgresql://ana@': { user: 'ana' },
  'postgresql://ana:s%3Acret@db.example:5433/clinic': {
    user: 'ana',
    password: 's:cret',
    host: 'db.example',
    port: 5433,
    database: 'clinic',
  },
  'postgresql://ana:p@ss#w:rd@db/clinic': { user: 'ana', password: 'p@ss#w:rd', host: 'db', database: 'clinic' },
  'postgresql:///clinic?host=/var/run/postgresql': { host: '/var/run/postgresql', database: 'clinic' },
  'postgresql://%2Fvar%2Frun%2Fpostgresql/clinic': { host: '/var/run/postgresql', database: 'clinic' },
  'postgresql://%2Ftmp:5433/clinic': { host: '/tmp', port: 5433, database: 'clinic' },
  'postgresql://[::1]:5433/clinic': { host: '::1', port: 5433, database: 'clinic' },
  'postgresql://x:y@db:1/a?user=ana&password=b&port=2&dbname=c%20d': {
    user: 'ana',
    password: 'b',
    host: 'db',
    port: 2,
    database: 'c d',
  },
  'postgresql://db?sslmode=verify-full&sslrootcert=~/ca.crt&application_name=x': {
    host: 'db',
    parameters: { sslmode: 'verify-full', sslrootcert: '~/ca.crt' },
  },
  'postgresql://db?ssl=true&options=-c%20a%3Db&password=a==': {
    host: 'db',
    password: 'a==',
    parameters: { sslmode: 'require', options: '-c a=b' },
  },
};
for (const [url, expected] of Object.entries(read)) {
  test(`${url} is read`, () => {
    const { parameters, ...parts } = parseConnectionUrl(url);
    const found = { ...parts, ...(parameters.size > 0 && { parameters: Object.fromEntries(parameters) }) };
    assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);
  });
}

const refused: Readonly<Record<string, RegExp>> = {
  secret: /is no connection URL/,
  'mysql://ana:secret@db/x': /is no connection URL/,
  'host=db password=secret': /is no connection URL/,
  'postgresql://ana:secret@a,b/x': /names several hosts/,
  'postgresql://ana:secret@a:1,b:2/x': /names several hosts/,
  'postgresql:///x?host=a,b&password=secret': /names several hosts/,
  'postgresql://a/x?port=1,2': /names several ports/,
  'postgresql://ana:se/cret@db/x': /has an "@" behind/,
  'postgresql://ana:se?cret@db/x': /has an "@" behind/,
  'postgresql://ana:secret%@db/x': /has a % that is not followed by/,
  'postgresql://db:notaport/x': /has a port that is none/,
  'postgresql://db:0/x': /has a port that is none/,
  'postgresql://db:65536/x': /has a port that is none/,
  'postgresql://db/x?sslmode=no-verify': /has sslmode=no-verify; there is disable, allow/,
  'postgresql://db/x?sslmod=require': /has the parameter "sslmod", is it "sslmode"\?/,
  'postgresql://db/x?schema=mine': /say database\.schema in the scenario/,
  'postgresql://db/x?pgbouncer=true': /has the parameter "pgbouncer", which is not supported/,
  'postgresql://db/x?gssencmode=require': /which is not supported/,
  'postgresql://db/x?sslmode': /has a parameter without "="/,
  'postgresql://db/x?connect_timeout=soon': /connect_timeout that is no number/,
};
for (const [url, reason] of Object.entries(refused)) {
  test(`${url} is refused without a word of the password`, () => {
    assert.throws(
      () => parseConnectionUrl(url),
      (error: Error) => error instanceof SyntaxError && reason.test(error.message) && !error.message.includes('cret'),
    );
  });
}

test('what is written is read again, whatever it holds', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  const host = fc.oneof(fc.constantFrom('db.example', '::1', '/var/run/a:b c'), fc.domain());
  const parts = fc.record({
    user: text,
    password: text,
    host,
    port: fc.integer({ min: 1, max: 65_535 }),
    database: text,
    parameters: fc.constantFrom(new Map(), new Map([['sslrootcert', '/a&b=c?/ü.crt']])),
  });
  fc.assert(
    fc.property(parts, url => {
      assert.deepEqual({ ...parseConnectionUrl(writeConnectionUrl(url)) }, { ...url });
    }),
  );
});
