import { formatDurationMs } from '../../../shared/duration.ts';
import type { Fault, Report } from '../../report.generated.ts';
import { markup, type Content } from '../markup.ts';

const names = { seed: 'seed', stream: 'stream', drain: 'drain', verify: 'verification' } as const;

/** How long each phase took, in a line; nothing where the report does not tell. */
export function phaseList({ phases = [] }: Report): Content {
  const texts = phases.map(({ name, durationMs }) => `${names[name]} ${formatDurationMs(durationMs)}`);
  return (
    texts.length > 0 &&
    markup`<p class="note">Phases: ${texts.join(', ')}. Times count from the start of the stream; all other phases have a grey ground.</p>\n`
  );
}

/** What was done to connectors on purpose, with the numbers that mark it in the charts. */
export function faultList({ faults }: Report): Content {
  if (faults.length === 0) return false;
  let number = 0;
  const lines = faults.map(
    fault => markup`<li>${fault.atMs === null ? '' : `▼${++number} `}${faultText(fault)}</li>\n`,
  );
  return markup`<h3>Faults on purpose</h3>
<ul class="plain faults">${lines}</ul>
`;
}

function faultText({ action, capture, atMs, plannedMs, plannedArrivals, downMs, error }: Fault): string {
  const what = `${action} of ${capture}`;
  if (atMs === null) {
    return plannedMs === null
      ? `${what}, planned after ${plannedArrivals} arrivals: so many did not come`
      : `${what}, planned at ${formatDurationMs(plannedMs)}: the stream was over before`;
  }
  const end =
    downMs === null
      ? `never ready again${error === null ? '' : `: ${error}`}`
      : `ready again after ${formatDurationMs(downMs)}`;
  return `${what} at ${formatDurationMs(atMs)}, ${end}`;
}
