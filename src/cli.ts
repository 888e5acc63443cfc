import { homedir, userInfo } from 'node:os';
import yargs, { type CommandModule } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { compareCommand } from './commands/compare.ts';
import { completer, completionCommand } from './commands/completion.ts';
import { doctorCommand } from './commands/doctor.ts';
import type { Host } from './commands/host.ts';
import { initCommand } from './commands/init.ts';
import { misuse } from './commands/misuse.ts';
import { planCommand } from './commands/plan.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { check } from './commands/steps/check.ts';
import { counts } from './commands/steps/counts.ts';
import { initDb } from './commands/steps/init-db.ts';
import { reset } from './commands/steps/reset.ts';
import { seed } from './commands/steps/seed.ts';
import { stepCommand } from './commands/steps/step-command.ts';
import { streamCommand } from './commands/steps/stream.ts';
import { validateCommand } from './commands/validate.ts';
import { toolFacts } from './report/tool.ts';
import { systemClock } from './shared/clock.ts';
import { AlimentadorError, UsageError } from './shared/errors.ts';
import { exitCode, type ExitCode } from './shared/exit-code.ts';
import { InvalidFiles } from './yaml/problem.ts';

const failureListeners = new Set<(error: unknown) => void>();
const host = makeHost();
try {
  await makeCli(host).parseAsync();
} catch (error) {
  tellFailure(error);
  finish(showError(error));
}

function makeCli(host: Host): ReturnType<typeof yargs> {
  const words = hideBin(process.argv);
  const cli = yargs(words);
  const commands = [
    runCommand(host, finish),
    stepCommand(initDb, host, finish),
    stepCommand(seed, host, finish),
    streamCommand(host, finish),
    stepCommand(check, host, finish),
    stepCommand(counts, host, finish),
    stepCommand(reset, host, finish),
    validateCommand(host, finish),
    planCommand(host, finish),
    reportCommand(host, finish),
    compareCommand(host, finish),
    doctorCommand(host, finish),
    initCommand(host, finish),
    completionCommand(() => cli.showCompletionScript()),
  ] as CommandModule[];
  const usages = commands.map(({ command }) => String(command));
  for (const command of commands) cli.command(command);
  return (
    cli
      .scriptName('alimentador')
      // Of a flag that may be repeated each takes one value: what stands behind it may be a scenario.
      .parserConfiguration({ 'greedy-arrays': false })
      .usage('$0 <command>\n\nRuns declared PostgreSQL workloads reproducibly and proves what became of every change.')
      .completion('completion-script', false, completer(usages))
      .demandCommand(1, 'Name a command.')
      .strict()
      .check(refuseRepeated)
      .version(toolFacts(process.version).version)
      .example('$0 run scenarios/quickstart.yaml', 'on an embedded PostgreSQL')
      .example('$0 run --help', 'flags and examples of a command')
      .epilogue(
        'Exit codes: 0 passed, 1 failed, 2 usage, invalid scenario or incomparable reports, 3 could not run, 130 and 143 interrupted.',
      )
      .wrap(Math.min(110, process.stdout.columns ?? 100))
      .exitProcess(false)
      .fail((message, error) => {
        if (error !== undefined && error.name !== 'YError') throw error;
        const flags = cli.parsed === false ? [] : Object.keys(cli.parsed.aliases);
        throw misuse({ message: message ?? error?.message, words, usages, flags });
      })
  );
}

/** A flag that is given twice would arrive as a list; only those that are lists may be repeated. */
function refuseRepeated(flags: Record<string, unknown>): boolean {
  const lists = new Set(['_', 'set', 'reporter', 'scenario', 'tolerance', 'floor']);
  const repeated = Object.keys(flags).find(name => Array.isArray(flags[name]) && !lists.has(name));
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given twice`, { hint: 'give it once' });
  return true;
}

/** The exit code of the process once everything is written. */
function finish(code: ExitCode): void {
  process.exitCode = code;
}

function tellFailure(error: unknown): void {
  for (const listener of failureListeners) listener(error);
}

/** Bad input never shows a stack trace; a defect of ours does. */
function showError(error: unknown): ExitCode {
  if (error instanceof InvalidFiles) process.stderr.write(`${error.message}\n`);
  else if (error instanceof AlimentadorError) {
    process.stderr.write(`alimentador: ${error.message}${error.hint === undefined ? '' : ` (${error.hint})`}\n`);
  } else
    process.stderr.write(
      `alimentador: a defect of the tool, please report it\n${(error as Error)?.stack ?? String(error)}\n`,
    );
  return error instanceof AlimentadorError ? error.exitCode : exitCode.couldNotRun;
}

/** Undefined where the process runs under a number that no account has, as in some containers. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

/**
 * The process as commands see it. The first SIGINT or SIGTERM asks for an end in order, the second ends at once; either
 * way, and on every other exit, what was registered to be cleaned up is cleaned up.
 */
function makeHost(): Host {
  const controller = new AbortController();
  const cleanUps = new Set<() => void>();
  const onSignal = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated);
    process.stderr.write(
      `\n${signal}: finishing what is in flight and writing the report (once more to stop at once)\n`,
    );
    controller.abort(signal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // What nobody catches ends the process as it would without this.
  process.on('uncaughtExceptionMonitor', tellFailure);
  process.on('exit', () => {
    if (!controller.signal.aborted) controller.abort('exit');
    for (const cleanUp of cleanUps) cleanUp();
  });
  // A closed pipe (| head) is no error of ours; nobody is left to read.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCode.passed);
  });
  return {
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    clock: systemClock,
    nodeVersion: process.version,
    caller: { userName: userName(), homeFolder: homedir(), environment: process.env },
    stopping: controller.signal,
    atExit: cleanUp => {
      cleanUps.add(cleanUp);
      return () => cleanUps.delete(cleanUp);
    },
    atFailure: listener => void failureListeners.add(listener),
  };
}
