/**
 * Exit codes of every command (design §9). Where several apply the order is: interrupted, could not run, failed, passed.
 * 2 is reserved for mistakes in what the user gave us, so that CI can retry 3 and never 2.
 */
export const exitCode = {
  passed: 0,
  failed: 1,
  usage: 2,
  couldNotRun: 3,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const worstFirst: readonly ExitCode[] = [
  exitCode.interrupted,
  exitCode.terminated,
  exitCode.couldNotRun,
  exitCode.usage,
  exitCode.failed,
];

/** The one that counts where several things ended: interrupted over could not run over failed over passed. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return worstFirst.find(code => codes.includes(code)) ?? exitCode.passed;
}
