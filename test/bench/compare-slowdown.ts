// Does `compare` find a planted slowdown of 15 % in real runs, and nothing where there is none? Not part of `npm test`.
// `node --import tsx test/bench/compare-slowdown.ts [--comparisons N] [--runs N] [--operations N]`: for each comparison three
// sets of runs by turns: base, the same again, and one whose statements have a trigger that makes the stream 15 % slower.
// The command line compares the same and the slow ones with the base. One connection and no capture, so that on two cores
// server and generator do not wait for each other: that is what noise is made of.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Comparison } from '../../src/compare/comparison.generated.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { cli } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/scenarios.ts';
import { startComparedStream } from './harness/compared-stream.ts';
import { cvPercent, median } from './harness/figure.ts';

const { values } = parseArgs({
  options: {
    comparisons: { type: 'string', default: '20' },
    runs: { type: 'string', default: '10' },
    operations: { type: 'string', default: '8000' },
  },
});
const [comparisons, runs] = [Number(values.comparisons), Number(values.runs)];
/** Of the throughput is left over. */
const left = 0.85;
/** Numbers that the trigger counts while it is found out what counting costs. */
const tried = 2_000;
/** Enough of them that one run in eight which something else slowed down does not decide. */
const triedRuns = 20;
const kinds = ['base', 'same', 'slow'] as const;
type Kind = (typeof kinds)[number];

const operations = Number(values.operations);
const stream = await startComparedStream({ operations, connections: 1, pipeline: 1, captures: [] });
const numbers = await numbersForSlowdown();
console.log(`the slow runs count ${numbers} numbers in each statement`);

const throughput: Record<Kind, number[]> = { base: [], same: [], slow: [] };
const found = { same: 0, slow: 0 };
for (let comparison = 1; comparison <= comparisons; comparison++) {
  const folder = temporaryFolder();
  for (const kind of kinds) mkdirSync(join(folder, kind));
  for (let run = 0; run < runs; run++) {
    // By turns there and back, so that what drifts meets all of them.
    for (const kind of run % 2 === 0 ? kinds : kinds.toReversed()) {
      const report = await runOf(kind);
      writeFileSync(join(folder, kind, `${run}.json`), JSON.stringify(report));
    }
  }
  for (const kind of ['same', 'slow'] as const) found[kind] += await compared(folder, kind, comparison);
}
await stream.stop();
const ratio = median(throughput.slow) / median(throughput.base);
console.log(
  `${found.slow} of ${comparisons} slowdowns found, ${found.same} of ${comparisons} comparisons of the same called a ` +
    `regression; ${runs} runs a side; the slow runs' median throughput is ${ratio.toFixed(3)} of the base's; ` +
    `noise ${cvPercent([...throughput.base, ...throughput.same]).toFixed(1)} % CV`,
);

async function runOf(kind: Kind): Promise<Report> {
  await stream.slowDown(kind === 'slow' ? numbers : 0);
  const report = await stream.run();
  throughput[kind].push(report.streamPhase.achieved);
  return report;
}

/** @returns 1 where the command line says that there is a regression */
async function compared(folder: string, kind: 'same' | 'slow', comparison: number): Promise<number> {
  const { code, stdout, stderr } = await cli(['compare', join(folder, 'base'), join(folder, kind), '--json']);
  if (code !== 0 && code !== 1) throw new Error(`compare ended with ${code}: ${stderr}`);
  const { metrics } = JSON.parse(stdout) as Comparison;
  const worse = metrics.filter(({ outcome }) => outcome === 'regression').map(({ label }) => label);
  console.log(`${comparison} ${kind}: exit ${code} ${worse.join(', ')}`);
  return code;
}

/** The time of an operation grows with the numbers that are counted in it: how many make the throughput what is left. */
async function numbersForSlowdown(): Promise<number> {
  const times: { plain: number[]; tried: number[] } = { plain: [], tried: [] };
  for (let run = 0; run < triedRuns; run++) {
    await stream.slowDown(0);
    times.plain.push(1 / (await stream.run()).streamPhase.achieved);
    await stream.slowDown(tried);
    times.tried.push(1 / (await stream.run()).streamPhase.achieved);
  }
  const plain = median(times.plain);
  return Math.round((tried * (plain / left - plain)) / (median(times.tried) - plain));
}
