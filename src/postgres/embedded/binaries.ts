import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CannotRun, messageOf } from '../../shared/errors.ts';
import type { Account } from './account.ts';
import { childOptions } from './child-options.ts';
import { addMissingLinks, copyNative } from './native-folder.ts';
import { hasGlibc, packageOf, useAnotherServer, whyNoBinaries } from './platform.ts';

/** The programs that a server needs, as absolute paths. */
interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where to find the binaries, who runs them, and where a copy may go if they cannot be run in place. */
interface BinariesRequest {
  readonly native: string;
  readonly account: Account | null;
  readonly folder: string;
  readonly copy: string;
}

/**
 * The folder `native` of the platform's npm package.
 *
 * @throws CannotRun when npm installed none: there is none for this platform, or optional dependencies were left out
 */
export function installedNative(platform: string = process.platform, processor: string = process.arch): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageOf(`${platform}-${processor}`))), '..', 'native');
  } catch (error) {
    throw whyNoBinaries(platform, processor, error);
  }
}

/**
 * Binaries that run for the account: those in place, or a copy of them in the server's folder where the account cannot
 * reach them (a checkout under /root, a umask of 077) or their links cannot be made (a read-only folder).
 *
 * @throws CannotRun with what the program said when the copy does not run either
 */
export function runnableBinaries(request: BinariesRequest, isGlibcHere = hasGlibc): Binaries {
  const { native, copy } = request;
  try {
    if (addMissingLinks(native) && whyNotRunnable(native, request) === null) return binariesIn(native);
    if (process.platform === 'linux' && !isGlibcHere()) throw needsGlibc();
    copyNative(native, copy);
  } catch (error) {
    throw error instanceof CannotRun ? error : notRunnable(request, messageOf(error), error);
  }
  const reason = whyNotRunnable(copy, request);
  if (reason === null) return binariesIn(copy);
  throw notRunnable(request, reason);
}

function binariesIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Found out by running both, as no look at modes tells of ACLs, mount options or missing libraries. */
function whyNotRunnable(native: string, { account, folder }: BinariesRequest): string | null {
  for (const program of Object.values(binariesIn(native))) {
    const ran = spawnSync(program, ['--version'], { ...childOptions(account, folder), encoding: 'utf8' });
    if (ran.error !== undefined) return ran.error.message;
    if (ran.status !== 0) return ran.stderr.trim() || `${program} ended with ${ran.signal ?? ran.status}`;
  }
  return null;
}

/** Said in place of what the system says of it: that the program, which is there, does not exist. */
function needsGlibc(): CannotRun {
  return new CannotRun(
    'The embedded PostgreSQL needs glibc, and this Linux has another C library (as Alpine has musl).',
    {
      hint: `Take an image with glibc, such as node:24-bookworm-slim. Otherwise: ${useAnotherServer}`,
    },
  );
}

function notRunnable({ native, account }: BinariesRequest, reason: string, cause?: unknown): CannotRun {
  const who = account === null ? '' : ` as the account ${account.name}`;
  return new CannotRun(`The embedded PostgreSQL of ${native} cannot be run here${who}: ${reason}.`, {
    hint:
      'It needs glibc on Linux, and a temporary folder (TMPDIR) where programs may run' +
      `${account === null ? '' : ' and other accounts may enter'}. Otherwise: ${useAnotherServer}`,
    cause,
  });
}
