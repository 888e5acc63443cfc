// Measures what is beside this file (all of it, or the benches that are named) and writes figures.json and figures.md into
// reports/bench, or into `--out DIR`. The sources are compiled as for a release first: tsx wraps every function that is
// made, which is not what users run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageFile } from '../../src/shared/package-file.ts';
import type { Figure } from './harness/figure.ts';
import { markdownOf } from './harness/table.ts';

const root = packageFile('.');
const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'reports/bench') } },
  allowPositionals: true,
});

/** What is beside them is started by itself: it prints, and has no figures to hand over. */
const isBench = (file: string): boolean =>
  file.endsWith('.ts') && /^export default/m.test(readFileSync(packageFile(`test/bench/${file}`), 'utf8'));
const all = readdirSync(packageFile('test/bench')).filter(isBench);
const names = positionals.length > 0 ? positionals : all.map(file => file.replace('.ts', ''));

/** Compiles sources and benches. @returns the folder, which finds the package's other files by links */
function compiled(): string {
  // Inside the package, where imports find node_modules.
  const folder = mkdtempSync(join(root, 'dist.bench-'));
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const project = packageFile('test/bench/tsconfig.json');
  execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: ['ignore', 2, 2] });
  for (const name of ['package.json', 'scenarios', 'schema', 'sql']) symlinkSync(join(root, name), join(folder, name));
  return folder;
}

function figuresOf(name: string, folder: string): readonly Figure[] {
  process.stderr.write(`bench: ${name}\n`);
  const script = join(folder, 'test/bench/harness/one.js');
  const printed = execFileSync(process.execPath, [script, name], { stdio: ['ignore', 'pipe', 2] });
  return JSON.parse(printed.toString()) as readonly Figure[];
}

const folder = compiled();
try {
  const results = {
    command: ['npm run bench', ...(positionals.length > 0 ? ['--', ...positionals] : [])].join(' '),
    node: process.versions.node,
    processor: `${cpus().length} x ${cpus()[0]!.model}`,
    benches: Object.fromEntries(names.map(name => [name, figuresOf(name, folder)])),
  };
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'figures.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(out, 'figures.md'), markdownOf(results));
  console.log(markdownOf(results));
  console.error(`${join(out, 'figures.json')}\n${join(out, 'figures.md')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
