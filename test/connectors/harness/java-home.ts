import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const jvmFolder = '/usr/lib/jvm';

/** Which Java a connector gets: exactly 17, or the newest from 21 on. */
export type JavaVersion = '17' | 'newest';

/**
 * Home folder of an installed JDK, by the version in its `release` file.
 * @throws Error that names what was found, and how to get what was not
 */
export function javaHome(wanted: JavaVersion): string {
  const found = installedJdks();
  const fitting = found.filter(({ major }) => (wanted === '17' ? major === 17 : major >= 21));
  const best = fitting.sort((a, b) => b.major - a.major)[0];
  if (best !== undefined) return best.home;
  const list = found.map(({ major, home }) => `${major} in ${home}`).join(', ') || 'none';
  throw new Error(
    `The connector tests need a JDK ${wanted === '17' ? '17' : '21 or later'} below ${jvmFolder} (found: ${list}): ` +
      (wanted === '17' ? 'apt-get install openjdk-17-jre-headless' : "unpack Eclipse Temurin's archive there"),
  );
}

function installedJdks(): { major: number; home: string }[] {
  if (!existsSync(jvmFolder)) return [];
  return readdirSync(jvmFolder).flatMap(name => {
    const home = join(jvmFolder, name);
    const release = join(home, 'release');
    if (!existsSync(release) || !existsSync(join(home, 'bin/java'))) return [];
    const [, major] = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8')) ?? [];
    return [{ major: Number(major), home }];
  });
}
