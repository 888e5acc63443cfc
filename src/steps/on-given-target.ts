import type { OpenTarget } from '../postgres/open-target.ts';
import type { RunContext, RunOptions } from '../run-context.ts';
import type { LoadedScenario } from '../scenario/load-scenario.ts';
import { UsageError } from '../shared/errors.ts';
import { withTarget } from '../with-database.ts';

/**
 * A step on the server that is named.
 * @throws UsageError where none is: an embedded server is gone with the command, so a single step on one would be in vain
 */
export async function onGivenTarget<Result>(
  loaded: LoadedScenario,
  options: RunOptions,
  context: RunContext,
  step: (target: OpenTarget) => Promise<Result>,
): Promise<Result> {
  if (options.url === undefined && loaded.scenario.database.url === undefined) {
    throw new UsageError('a single step needs a database that stays, and the scenario names none', {
      hint: 'give --database URL, --database env, or database.url in the scenario',
    });
  }
  return withTarget(loaded, options, context, target => {
    for (const warning of target.warnings) context.progress.note(`warning: ${warning}`);
    return step(target);
  });
}
