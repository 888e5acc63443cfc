import type { ChalkInstance } from 'chalk';
import type { StateResult } from '../../observe/state-check.ts';
import type { CheckResult } from '../report.generated.ts';
import { factLines } from './fact-lines.ts';
import { growthTable } from './growth-table.ts';
import { checksFact } from './judgement-facts.ts';
import { stateFact } from './state-fact.ts';

/** What `check` found, for people: the state, the checks, the rows of each table. */
export function renderChecked(
  { state, checks }: { readonly state: StateResult; readonly checks: readonly CheckResult[] },
  colour: ChalkInstance,
): string {
  const facts = [stateFact({ state: { ...state, why: null } }), checksFact(checks)];
  const [heading = '', ...tables] = growthTable(state.tables);
  return [...facts.flatMap(fact => factLines(fact, colour)), '', colour.dim(heading), ...tables].join('\n');
}
