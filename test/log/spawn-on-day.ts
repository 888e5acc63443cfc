import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./fake-day-process.ts', import.meta.url));

/** A process of its own that writes a line to the log on each of some faked days; returns what it said on stderr. */
export async function logOnDays(folder: string, start: string, days: number, line: string): Promise<string> {
  const words = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    import.meta.resolve('tsx'),
    script,
    folder,
    start,
    String(days),
    line,
  ];
  // Days are those of the local time zone.
  const child = spawn(process.execPath, words, { env: { ...process.env, TZ: 'America/Sao_Paulo' } });
  const [code, said] = await Promise.all([new Promise(resolve => child.once('close', resolve)), text(child.stderr)]);
  if (code !== 0) throw new Error(`exit ${String(code)}: ${said}`);
  return said;
}
