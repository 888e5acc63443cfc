import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstAccountOf } from '../../../src/postgres/embedded/account.ts';

const root = 'root:x:0:0:root:/root:/bin/bash\n';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';

test('postgres comes before nobody, in whatever order they stand', () => {
  const passwd = `${root}${nobody}postgres:x:101:104::/var/lib/postgresql:/bin/bash\n`;
  assert.deepEqual(firstAccountOf(passwd), { name: 'postgres', uid: 101, gid: 104 });
  assert.deepEqual(firstAccountOf(root + nobody), { name: 'nobody', uid: 65534, gid: 65534 });
});

test('an account that is missing, malformed or root by another name is no use', () => {
  assert.equal(firstAccountOf(root), null);
  assert.equal(firstAccountOf('postgres:x:0:0::/:/bin/sh\nnobody:x:-2:-2::/:/bin/sh\n'), null);
  assert.equal(firstAccountOf('postgres\n'), null);
});
