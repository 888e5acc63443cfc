import { comparedFamilies, filledCompare, type CompareWords } from '../scenario/compare-settings.ts';
import type { Aspect } from './aspects.ts';
import type { Report } from '../report/report.generated.ts';

/** How the scenarios say that noisy metrics are judged: where the runs differ in it, only what one of them says is taken. */
export const judgingAspects: readonly Aspect[] = [
  aspect('compare.primary', ({ primary }) => [...primary].sort().join(' ')),
  ...(['tolerance', 'floor'] as const).flatMap(key =>
    comparedFamilies.map(family => aspect(`compare.${key}.${family}`, filled => filled[key][family] ?? 'none')),
  ),
];

/** Of a scenario that says nothing of it the defaults: they are what it was judged by. */
function aspect(what: string, of: (filled: ReturnType<typeof filledCompare>) => string): Aspect {
  const words = ({ scenario }: Report): CompareWords | undefined => {
    return (scenario.resolved as { compare?: CompareWords }).compare;
  };
  return { what, weight: 'warning', of: report => of(filledCompare(words(report))) };
}
