import { pino, stdTimeFunctions, type Logger } from 'pino';
import { eachModule, type Log, type Logs } from '../shared/logs.ts';
import { openDailyFile } from './daily-file.ts';
import type { LogLevels } from './levels.ts';
import { withoutPasswords } from '../shared/without-passwords.ts';

/**
 * Opens the log: JSON lines in `<folder>/alimentador.log`, a child logger for each module. Nothing is buffered and no
 * worker thread stands between, so nothing has to be flushed however the process ends.
 * @param warn told once what is in the way later on
 * @throws Error of the file system when the file cannot be opened
 */
export async function openLogs(folder: string, levels: LogLevels, warn: (problem: string) => void): Promise<Logs> {
  const destination = await openDailyFile(folder, 'alimentador', warn);
  const root = pino(
    {
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }), bindings: ({ pid }) => ({ pid: pid as number }) },
      hooks: { streamWrite: withoutPasswords },
    },
    destination,
  );
  return eachModule(module => logOf(root.child({ module }, { level: levels[module] })));
}

function logOf(logger: Logger): Log {
  return {
    isEnabled: level => logger.isLevelEnabled(level),
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
    fatal: (message, fields = {}) => logger.fatal(fields, message),
  };
}
