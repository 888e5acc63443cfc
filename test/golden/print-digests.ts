// Prints the golden values of every shipped scenario as JSON. Golden tests run it under other time zones and locales,
// and CI under other versions of Node.
import { goldenOf, goldenScenarios, type Golden } from './digests.ts';

const found: Record<string, Golden> = {};
for (const { name, path } of goldenScenarios()) found[name] = await goldenOf(path);
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
