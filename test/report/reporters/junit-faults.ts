import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { packageFile } from '../../../src/shared/package-file.ts';

const shape = readFileSync(packageFile('test/fixtures/junit/junit.xsd'), 'utf8');

/** Where XML differs from Jenkins' shape of JUnit, in words. */
export async function junitFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [shape] });
  return errors.map(({ rawMessage }) => rawMessage);
}
