import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packageFile } from '../shared/package-file.ts';
import type { Report } from './report.generated.ts';

/** Name and version of this tool, and of what else decides its values. */
export function toolFacts(nodeVersion: string): Report['tool'] {
  const { name, version } = readVersion(packageFile('package.json'));
  const faker = readVersion(createRequire(import.meta.url).resolve('@faker-js/faker/package.json'));
  return { name, version, fakerVersion: faker.version, nodeVersion };
}

function readVersion(file: string): { name: string; version: string } {
  return JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
}
