import type { Argv } from 'yargs';
import type { LoadOptions } from '../scenario/load-scenario.ts';
import type { Override } from '../scenario/overrides.ts';
import type { Host } from './host.ts';

/** Flags that change what a scenario declares. */
export interface ScenarioFlags {
  set?: string[] | undefined;
  randomSeed?: string | undefined;
  duration?: string | undefined;
  interval?: string | undefined;
  rate?: string | undefined;
  connections?: string | undefined;
  envFile?: string | undefined;
  allowLong: boolean;
}

export function scenarioOptions<Args>(yargs: Argv<Args>): Argv<Args & ScenarioFlags> {
  const text = (describe: string) => ({ type: 'string', describe, requiresArg: true }) as const;
  return yargs
    .option('set', { ...text('another value for a key, such as seedPhase.scale=0.1; may be repeated'), array: true })
    .option('random-seed', text('another randomSeed'))
    .option('duration', text('another streamPhase.duration, such as 10s'))
    .option('interval', text('another streamPhase.interval, such as 2s; 0 = as fast as possible'))
    .option('rate', text('another streamPhase.rate, such as 500/s'))
    .option('connections', text('database connections; changes no digest'))
    .option('env-file', text('file with NAME=value lines for ${NAME} in the scenario; the environment wins'))
    .option('allow-long', {
      type: 'boolean',
      default: false,
      describe: 'accept durations over 7 days',
    }) as unknown as Argv<Args & ScenarioFlags>;
}

/**
 * How to load the scenario under these flags.
 * @throws UsageError for a --set that is none, or an env file that cannot be read
 */
export async function loadOptions(flags: ScenarioFlags, host: Host): Promise<LoadOptions> {
  const { environmentOf, setOverride } = await import('./scenario-flags.ts');
  return {
    environment: await environmentOf(flags.envFile, host.environment),
    overrides: [...(flags.set ?? []).map(setOverride), ...flagOverrides(flags)],
    allowLong: flags.allowLong,
  };
}

function flagOverrides({ randomSeed, duration, interval, rate, connections }: ScenarioFlags): Override[] {
  const overrides: Override[] = [];
  const override = (flag: string, keys: readonly string[], text: string | undefined, value: unknown = text): void => {
    if (text === undefined) return;
    const source = `--${flag} ${text}`;
    overrides.push({ path: keys, value, source });
    // The pace is said in one of three ways: a flag for one takes the place of the others too.
    const others = { interval: ['rate', 'stages'], rate: ['interval', 'stages'] }[flag] ?? [];
    for (const key of others) overrides.push({ path: ['streamPhase', key], value: undefined, source });
  };
  override('random-seed', ['randomSeed'], randomSeed, wholeNumberOrText(randomSeed));
  override('duration', ['streamPhase', 'duration'], duration);
  const isUnpaced = interval !== undefined && /^0\D*$/.test(interval);
  override('interval', ['streamPhase', 'interval'], interval, isUnpaced ? '0s' : interval);
  override('rate', ['streamPhase', 'rate'], rate);
  // Jitter is meant for the pace of the file: it has no meaning without one, and could be too long for another rate.
  if (isUnpaced || rate !== undefined) {
    const source = isUnpaced ? `--interval ${interval}` : `--rate ${rate}`;
    overrides.push({ path: ['streamPhase', 'jitter'], value: undefined, source });
  }
  override('connections', ['streamPhase', 'connections'], connections, wholeNumberOrText(connections));
  return overrides;
}

function wholeNumberOrText(text: string | undefined): unknown {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
