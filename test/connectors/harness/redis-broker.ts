import { freePort } from '../../../src/postgres/embedded/free-port.ts';
import { startInBackground, type BackgroundProgram } from './background-program.ts';
import { runProgram } from './run-program.ts';

const redisTools = { program: 'redis-cli', howToGet: 'apt-get install redis-server' };

/** A Redis of the test's own. */
export interface RedisBroker extends BackgroundProgram {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** Entries of a stream in order: their fields by name. */
  entries(stream: string): Promise<Record<string, string>[]>;
}

/**
 * Starts `redis-server` on a free port.
 * @param keeps nothing is written to disk, or every entry before it is answered
 */
export async function startRedis(keeps: 'nothing' | 'everything' = 'nothing'): Promise<RedisBroker> {
  const port = await freePort();
  await runProgram({ ...redisTools, program: 'redis-server' }, ['--version']);
  const kept = keeps === 'nothing' ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', 'always'];
  const words = ['redis-server', '--bind', '127.0.0.1', '--port', String(port), '--save', '', ...kept];
  const program = await startInBackground({
    name: 'Redis',
    words,
    ready: { kind: 'output', pattern: /Ready to accept connections/ },
  });
  return {
    ...program,
    address: `127.0.0.1:${port}`,
    entries: async stream => {
      const printed = await runProgram(redisTools, ['-p', String(port), '--json', 'XRANGE', stream, '-', '+']);
      const found = JSON.parse(printed) as [id: string, fields: string[]][];
      return found.map(([, fields]) => byName(fields));
    },
  };
}

/** Redis answers name, value, name, value. */
function byName(fields: readonly string[]): Record<string, string> {
  const pairs = fields.flatMap((name, i) => (i % 2 === 0 ? [[name, fields[i + 1]!] as const] : []));
  return Object.fromEntries(pairs);
}
