import type { Report } from '../../report.generated.ts';
import { markup, type Content } from '../markup.ts';
import { numberText } from '../number-text.ts';
import { facts } from './facts.ts';

/** What was asked, with every default filled in. */
export function scenarioSection({ scenario, plan }: Report): Content {
  return [
    facts([
      ['File', markup`<code>${scenario.file}</code>`],
      ...(scenario.label === null ? [] : [['Label', scenario.label] as const]),
      ...(scenario.overrides.length === 0 ? [] : [['Overridden by', scenario.overrides.join(' ')] as const]),
      ['Random seed', markup`<code>${plan.randomSeed}</code>`],
      ['Lanes', numberText(plan.lanes)],
    ]),
    markup`<details><summary>The scenario with every default</summary>
<pre tabindex="0"><code>${JSON.stringify(scenario.resolved, null, 2)}</code></pre>
</details>
`,
  ];
}
