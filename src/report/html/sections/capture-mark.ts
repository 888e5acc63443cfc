import type { Capture } from '../../report.generated.ts';
import type { Markup } from '../markup.ts';
import { outcomeMark } from '../verdict-mark.ts';

const outcomes = { clean: 'passed', findings: 'failed', void: 'notRun', notDrained: 'notRun' } as const;
const words = { clean: 'Clean', findings: 'Findings', void: 'Void', notDrained: 'Still delivering' } as const;

/** The verdict on a capture. */
export function captureMark(status: Capture['status']): Markup {
  return outcomeMark(outcomes[status], words[status]);
}
