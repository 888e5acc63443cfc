// A run of a million changes with the reference on, as users start it: how much memory does its process take at its peak, the
// verification thread's included? Linux only.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedServer } from '../../src/postgres/embedded/server.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { eventCapture } from '../helpers/captures.ts';
import { scenarioFile } from '../helpers/scenarios.ts';
import type { Figure } from './harness/figure.ts';

const operations = 1_000_000;
const bytesPerMb = 1_000_000;
const bytesPerKib = 1_024;
const lookEveryMs = 100;
/** The bench is compiled into a folder inside the package; users start the launcher. */
const launcher = join(fileURLToPath(new URL('.', import.meta.url)), '../../../src/alimentador.js');

/** Runs a scenario by the command line. @returns its report and the bytes that its process had in memory at its peak */
async function measuredRun(url: string, scenario: string): Promise<{ report: Report; residentBytesMax: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'alimentador-bench-'));
  try {
    const words = [launcher, 'run', scenario, '--database', url, '--out', folder, '--quiet'];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 2, 2] });
    let residentBytesMax = 0;
    while (child.exitCode === null) {
      residentBytesMax = residentBytes(child.pid!) ?? residentBytesMax;
      await delay(lookEveryMs);
    }
    const file = readdirSync(folder).find(name => name.endsWith('.json'));
    if (file === undefined) throw new Error(`no report, exit code ${child.exitCode}`);
    return { report: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Report, residentBytesMax };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The peak so far; undefined once the process is over. */
function residentBytes(pid: number): number | undefined {
  try {
    const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return peak === null ? undefined : Number(peak[1]) * bytesPerKib;
  } catch {
    return undefined;
  }
}

/** Measures on an embedded server of its own, whose processes are not counted. */
export default async function memoryBench(): Promise<Figure[]> {
  const server = await startEmbeddedServer({ settings: { fsync: 'off' } });
  try {
    const file = scenarioFile({
      seedPhase: {},
      streamPhase: { operations, interval: '0ms', lanes: 16, connections: 8, pipeline: 16 },
      captures: [{ name: 'reference', kind: 'slot' }],
    });
    const { report, residentBytesMax } = await measuredRun(`${server.url}?sslmode=disable`, file);
    const { matched } = eventCapture(report, 'reference');
    if (report.verdict !== 'passed' || matched < operations) {
      throw new Error(`${report.verdict}, ${matched} matched: ${report.reasons.join('; ')}`);
    }
    const residentMb = residentBytesMax / bytesPerMb;
    const name = `resident set at its peak, ${matched} changes verified`;
    return [{ name, unit: 'MB', value: residentMb, rounds: [residentMb], against: undefined, goal: 'under 300 MB' }];
  } finally {
    await server.stop();
  }
}
