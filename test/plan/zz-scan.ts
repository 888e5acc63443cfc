import * as fc from 'fast-check';
import { modelOf, workloadOf, anyCircumstances } from '/work/main/test/plan/workloads.ts';
import { anyModel } from '/work/main/test/plan/any-model/any-model.ts';
import { planOperations } from '/work/main/src/plan/plan.ts';
import { Replay } from '/work/main/test/plan/replay.ts';
import { rules } from '/work/main/test/plan/rules.ts';
const n = Number(process.argv[2] ?? 500), seed = Number(process.argv[3] ?? 1);
const broken = new Map<string, {count: number, small: string}>();
const note = (name: string, w: unknown) => { const t = JSON.stringify(w); const b = broken.get(name); if (!b) broken.set(name,{count:1,small:t}); else { b.count++; if (t.length<b.small.length) b.small=t; } };
for (const [written, circ] of fc.sample(fc.tuple(anyModel, anyCircumstances), {numRuns:n, seed})) {
  try {
    const workload = workloadOf(modelOf(written), circ);
    const replay = Replay.of(workload);
    for (const operation of planOperations(workload)) {
      const current = operation.expect === undefined ? replay : replay.copy();
      for (const change of operation.changes) {
        const row = current.tables[change.step.table]!.get(change.rowNumber);
        for (const [name, rule] of Object.entries(rules)) { try { rule({ change, operation, replay: current, workload, row }); } catch (e) { note(name + ' / ' + String((e as Error).message).split('\n')[0], [written, circ]); } }
        current.change(change, operation.number);
      }
    }
  } catch (e) { note('THROWN ' + String((e as Error).stack).slice(0,400), [written, circ]); }
}
for (const [k, v] of broken) console.log(v.count, k, '\n   ', v.small.slice(0, 1500));
console.log('done');
