import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where pg_recvlogical is: the newest of Debian's versions, or what the path has. */
export function pgRecvlogical(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map(version => join(root, version, 'bin/pg_recvlogical')).find(path => existsSync(path));
  if (found !== undefined) return found;
  if (spawnSync('pg_recvlogical', ['--version']).status === 0) return 'pg_recvlogical';
  throw new Error('pg_recvlogical is not installed: apt-get install postgresql-client');
}

/** What makes it read a slot and throw away what comes; the password belongs into PGPASSWORD. */
export function readingArguments(
  url: string,
  { slot, publication }: { readonly slot: string; readonly publication: string },
): string[] {
  const { username, hostname, port, pathname } = new URL(url);
  const target = ['-h', hostname, '-p', port, '-U', username, '-d', pathname.slice(1), '-w'];
  const options = ['-o', 'proto_version=1', '-o', `publication_names=${publication}`, '--no-loop'];
  return [...target, '--slot', slot, '--start', '-f', '/dev/null', ...options];
}
