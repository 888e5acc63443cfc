// Runs the bench that is named and prints its figures as JSON. Each bench has a process of its own, so that what one
// leaves on the heap slows no other.
import type { Bench } from './figure.ts';

const [, , name] = process.argv;
const bench = (await import(`../${name}.js`)) as { default: Bench };
process.stdout.write(JSON.stringify(await bench.default()));
