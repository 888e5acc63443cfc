import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFolder } from './cache-folder.ts';
import { runProgram } from './run-program.ts';

const maven = { program: 'mvn', howToGet: 'apt-get install maven, or another Maven 3 on the PATH' };
const tar = { program: 'tar', howToGet: 'apt-get install tar' };

/**
 * An archive from Maven, unpacked once into the cache.
 * @param artifact `group:name:version:tar.gz[:classifier]`
 * @returns the one folder that is in the archive
 */
export async function unpackedArtifact(artifact: string): Promise<string> {
  const [, name, version] = artifact.split(':');
  const folder = await cachedFolder(`${name}-${version}`, async target => {
    await inTemporaryFolder(async download => {
      await mvn(['dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${download}`], download);
      const [archive = ''] = readdirSync(download);
      await runProgram(tar, ['xzf', join(download, archive), '-C', target]);
    });
  });
  return join(folder, readdirSync(folder)[0] ?? '');
}

/**
 * Jars with all that they need, fetched once into the cache.
 * @param name of the set, with its version
 * @param artifacts `group:name:version`
 * @param files beside them, by name
 * @returns the folder of the jars
 */
export function jarFolder(
  name: string,
  artifacts: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<string> {
  return cachedFolder(name, target =>
    inTemporaryFolder(async project => {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text);
      writeFileSync(join(project, 'pom.xml'), pomOf(artifacts));
      await mvn(['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${target}`], project);
    }),
  );
}

async function mvn(words: readonly string[], cwd: string): Promise<void> {
  await runProgram(maven, ['--batch-mode', '--quiet', '--no-transfer-progress', ...words], { cwd });
}

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'alimentador-maven-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pomOf(artifacts: readonly string[]): string {
  const dependencies = artifacts.map(artifact => {
    const [group, name, version] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '<modelVersion>4.0.0</modelVersion><groupId>alimentador.test</groupId><artifactId>jars</artifactId><version>1</version>',
    `<dependencies>${dependencies.join('')}</dependencies>`,
    '</project>',
  ].join('\n');
}
