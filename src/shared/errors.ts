import { exitCode, type ExitCode } from './exit-code.ts';

/**
 * Base of the errors that the command line prints without a stack trace. The message says what is wrong and where, the
 * hint what to do. Anything else that reaches `cli.ts` is a defect of the tool and is shown with its stack.
 */
export abstract class AlimentadorError extends Error {
  abstract readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** The user gave something that cannot be used: a flag, a file, a scenario (exit 2). */
export class UsageError extends AlimentadorError {
  readonly exitCode = exitCode.usage;
}

/** The run could not start or was lost: no server, no permission, connection gone (exit 3). */
export class CannotRun extends AlimentadorError {
  readonly exitCode = exitCode.couldNotRun;
}

/** The text of whatever was thrown, without a stack. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
