import type { Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { facts } from './facts.ts';

/** The fingerprints that two runs are compared by, and what their equality within this run says. */
export function digestsSection({ workload, plan, executed, state }: Report): Markup {
  return facts([
    ['Workload', digest(workload.digest, 'decides the plan')],
    ['Plan', digest(plan.digest, plan.digest === null ? 'an endless plan has none' : 'all planned operations')],
    ['Executed', digest(executed.digest, executedNote(plan.digest, executed.digest))],
    ['Sent by each lane', executed.operationsPerLane.map(numberText).join(', ') || 'no lane'],
    ['State', digest(state.digest, state.digest === null ? (state.why ?? 'not compared') : 'all rows as they are')],
    ['Predicted state', digest(state.expectedDigest, stateNote(state.digest, state.expectedDigest))],
  ]);
}

function digest(value: string | null, note: string): Markup {
  return markup`${value !== null && markup`<code class="digest">${value}</code> `}<span class="note">${note}</span>`;
}

function executedNote(plan: string | null, executed: string): string {
  if (plan === null) return 'operations that were sent';
  return plan === executed ? 'equals the plan: the run is complete' : 'differs from the plan: not all of it was sent';
}

function stateNote(actual: string | null, expected: string | null): string {
  if (actual === null || expected === null) return 'not compared';
  return actual === expected ? 'equals the state' : 'differs from the state';
}
