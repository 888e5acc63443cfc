import { exitCode } from '../../shared/exit-code.ts';
import type { ScenarioStep } from '../scenario-step.ts';
import type { Host } from '../host.ts';
import type { StepFlags } from '../step-options.ts';
import type { Step } from './step-command.ts';

/** `alimentador init-db <scenario>` */
export const initDb: Step<StepFlags> = {
  name: 'init-db',
  describe: "make the model's tables in a given database; leaves them alone where they stand",
  examples: [['scenarios/volume-5min.yaml --database env', 'in the database of DATABASE_URL']],
  run: async (step, flags, host) => {
    const { tablesStep } = await import('../../steps/tables-step.ts');
    const result = await tablesStep(step.loaded, step.options, step.context, 'init');
    const said = { made: 'made, empty', stood: 'stood already, left as they are' };
    sayTables(step, flags, host, result, said[result]);
    return exitCode.passed;
  },
};

/** Which tables there are now, and what was done. */
export function sayTables({ loaded }: ScenarioStep, flags: StepFlags, host: Host, result: string, said: string): void {
  const tables = loaded.model.model.tables.map(table => table.name);
  const { schema } = loaded.scenario.database;
  const text = flags.json
    ? JSON.stringify({ result, schema, tables }, null, 2)
    : `${tables.length} tables in schema ${schema} ${said}: ${tables.join(', ')}`;
  host.stdout.write(`${text}\n`);
}
