// Rewrites test/golden/*.json. A changed digest breaks everyone's recorded runs: say in the commit why it had to be.
import { writeFile } from 'node:fs/promises';
import { goldenOf, goldenScenarios } from '../golden/digests.ts';

for (const { name, path } of goldenScenarios()) {
  await writeFile(
    new URL(`../golden/${name}.json`, import.meta.url),
    `${JSON.stringify(await goldenOf(path), null, 2)}\n`,
  );
  console.log(`test/golden/${name}.json`);
}
