// The noise between runs of one workload on this machine. Not part of `npm test`.
// `node --import tsx test/bench/compare-noise.ts [--runs N] [--operations N]` prints one line of JSON a run; where they are
// kept as reports/bench/compare-noise.ndjson, `npm run bench -- compare-power` says what such noise lets find.
import { parseArgs } from 'node:util';
import { eventCapture } from '../helpers/captures.ts';
import { startComparedStream } from './harness/compared-stream.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '30' }, operations: { type: 'string', default: '15000' } },
});

const stream = await startComparedStream({
  operations: Number(values.operations),
  connections: 4,
  pipeline: 8,
  captures: [{ name: 'reference', kind: 'slot' }],
});
for (let run = 0; run < Number(values.runs); run++) {
  const report = await stream.run();
  const { achieved: throughput, latencyMs } = report.streamPhase;
  const { p50, p95, p99 } = latencyMs;
  console.log(JSON.stringify({ throughput, p50, p95, p99, lagP99: eventCapture(report, 'reference').lagMs.p99 }));
}
await stream.stop();
