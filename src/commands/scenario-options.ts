import type { Argv } from 'yargs';
import type { LoadOptions } from '../scenario/load-scenario.ts';
import type { Override } from '../scenario/overrides.ts';
import type { Host } from './host.ts';

/** Flags that change what a scenario declares. */
export interface ScenarioFlags {
  randomSeed?: string | undefined;
  duration?: string | undefined;
  interval?: string | undefined;
  connections?: string | undefined;
  allowLong: boolean;
}

export function scenarioOptions<Args>(yargs: Argv<Args>): Argv<Args & ScenarioFlags> {
  return yargs
    .option('random-seed', { type: 'string', describe: 'another randomSeed', requiresArg: true })
    .option('duration', { type: 'string', describe: 'another streamPhase.duration, such as 10s', requiresArg: true })
    .option('interval', {
      type: 'string',
      describe: 'another streamPhase.interval, such as 2s; 0 = as fast as possible',
      requiresArg: true,
    })
    .option('connections', { type: 'string', describe: 'database connections; changes no digest', requiresArg: true })
    .option('allow-long', {
      type: 'boolean',
      default: false,
      describe: 'accept durations over 7 days',
    }) as unknown as Argv<Args & ScenarioFlags>;
}

/** How to load the scenario under these flags. */
export function loadOptions(flags: ScenarioFlags, host: Host): LoadOptions {
  const overrides: Override[] = [];
  const override = (flag: string, path: readonly string[], text: string | undefined, value: unknown = text): void => {
    if (text !== undefined) overrides.push({ path, value, source: `--${flag} ${text}` });
  };
  override('random-seed', ['randomSeed'], flags.randomSeed, wholeNumberOrText(flags.randomSeed));
  override('duration', ['streamPhase', 'duration'], flags.duration);
  override('interval', ['streamPhase', 'interval'], flags.interval, flags.interval === '0' ? '0s' : flags.interval);
  override('connections', ['streamPhase', 'connections'], flags.connections, wholeNumberOrText(flags.connections));
  if (flags.interval !== undefined) {
    const source = `--interval ${flags.interval}`;
    for (const key of ['rate', 'stages']) overrides.push({ path: ['streamPhase', key], value: undefined, source });
  }
  return { environment: host.environment, overrides, allowLong: flags.allowLong };
}

function wholeNumberOrText(text: string | undefined): unknown {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
