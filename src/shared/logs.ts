/** Parts of the tool that write to the log, each under its own name and level. */
export const logModules = ['run', 'embedded', 'database', 'seed', 'stream', 'state', 'checks', 'report'] as const;

export type LogModule = (typeof logModules)[number];

/** From the most talkative; a module writes what is at its level or behind it, and nothing at `silent`. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What is known beside the words of a line, by name. Not `level`, `time`, `pid`, `module` or `msg`: every line has those. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * The log of one module. Whoever writes to it knows nothing of files and formats. A line never holds a connection URL, nor
 * an error as it is: both may carry a password.
 */
export interface Log {
  /** Lines at this level are written. To be asked once, where lines are many or costly to make. */
  isEnabled(level: LogLevel): boolean;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  fatal(message: string, fields?: LogFields): void;
}

export type Logs = Readonly<Record<LogModule, Log>>;

/** The same for every module. */
export function eachModule<Value>(make: (module: LogModule) => Value): Record<LogModule, Value> {
  return Object.fromEntries(logModules.map(module => [module, make(module)])) as Record<LogModule, Value>;
}

const nothing = (): void => undefined;
const silent: Log = {
  isEnabled: () => false,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

/** Where nothing is to be written, or nothing can be. */
export const noLogs: Logs = eachModule(() => silent);
