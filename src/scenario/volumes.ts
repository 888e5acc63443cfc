import type { Model } from '../model/model.ts';
import type { ScenarioFile } from './scenario-file.generated.ts';

/** Rows of the seed phase by table index: the scenario's volume or else the model's, scaled and rounded up. */
export function volumesOf(written: ScenarioFile, model: Model): number[] {
  const { volumes = {}, scale = 1 } = written.seedPhase ?? {};
  return model.tables.map(table => {
    const rows = volumes[table.name] ?? table.rows;
    // A little is taken off first, so that 0.1 x 3000, which is 300.00000000000006, stays 300.
    return table.scaled ? Math.ceil(rows * scale - 1e-9) : rows;
  });
}
