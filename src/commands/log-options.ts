import type { Argv } from 'yargs';
import { messageOf } from '../shared/errors.ts';
import { logLevels, logModules, noLogs, type Logs } from '../shared/logs.ts';
import type { Host } from './host.ts';

/** Flags about the log. */
export interface LogFlags {
  logLevel: string;
  logDir: string;
}

export function logOptions<Args>(yargs: Argv<Args>): Argv<Args & LogFlags> {
  return yargs
    .option('log-level', {
      type: 'string',
      default: 'info',
      requiresArg: true,
      describe: `${logLevels.join(', ')}; of single modules too: info,stream=debug (${logModules.join(', ')})`,
    })
    .option('log-dir', {
      type: 'string',
      default: 'logs',
      requiresArg: true,
      describe: 'folder for alimentador.log, a file a day, 7 days kept',
    }) as unknown as Argv<Args & LogFlags>;
}

/**
 * The log as the flags want it. From now on it also tells of a signal, and of what ends the process with an error. A folder
 * that cannot be written is a warning on stderr: work goes on without a log.
 * @throws UsageError for levels or modules that there are not
 */
export async function openLog({ logLevel, logDir }: LogFlags, host: Host): Promise<Logs> {
  const { parseLevels } = await import('../log/levels.ts');
  const levels = parseLevels(logLevel);
  if (Object.values(levels).every(level => level === 'silent')) return noLogs;
  const warn = (problem: string): void => void host.stderr.write(`warning: ${problem}\n`);
  const { logFailure } = await import('../log/log-failure.ts');
  const { openLogs } = await import('../log/open-logs.ts');
  const logs = await openLogs(logDir, levels, warn).catch((error: unknown) => {
    warn(`no log is written to ${logDir}: ${messageOf(error)}`);
    return noLogs;
  });
  host.atFailure(error => logFailure(logs.run, error));
  const tellSignal = (): void => {
    const { reason } = host.stopping as { reason: unknown };
    if (reason !== 'exit') logs.run.warn('asked to end', { signal: String(reason) });
  };
  if (host.stopping.aborted) tellSignal();
  else host.stopping.addEventListener('abort', tellSignal);
  return logs;
}
