import type { CompareWords } from '../../scenario/compare-settings.ts';
import { UsageError } from '../../shared/errors.ts';
import type { CompareFlags } from '../compare-options.ts';

/**
 * What the flags say in place of the scenario's `compare`.
 * @throws UsageError where one is no `metric=value`
 */
export function flagWords({
  primary,
  tolerance,
  floor,
}: Pick<CompareFlags, 'primary' | 'tolerance' | 'floor'>): CompareWords {
  return {
    primary: primary?.split(',').map(name => name.trim()),
    tolerance: pairs('tolerance', tolerance, 'latency=15%'),
    floor: pairs('floor', floor, 'lag=10ms'),
  };
}

function pairs(flag: string, typed: readonly string[], example: string): Record<string, string> {
  return Object.fromEntries(
    typed.map(text => {
      const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new UsageError(`--${flag} "${text}" is no metric=value`, { hint: `write it as --${flag} ${example}` });
    }),
  );
}
