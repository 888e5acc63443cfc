import { formatDurationMs } from '../../../shared/duration.ts';
import type { Report } from '../../report.generated.ts';
import { markup, type Content } from '../markup.ts';
import { bytesText, countOf } from '../number-text.ts';
import { emptyNote } from '../section.ts';
import { table } from '../table.ts';
import { timeMark } from '../time-mark.ts';
import { facts } from './facts.ts';

/** Where and with what the run was made. */
export function environmentSection({ environment, tool, ...report }: Report): Content {
  const { target, server, host } = environment;
  return [
    facts([
      ['Database', `${target.description} (${target.kind}: ${target.reason})`],
      ['Server', server === null ? 'not reached' : `PostgreSQL ${server.version}`],
      [
        'Machine',
        `${host.platform}, ${countOf(host.cpus, 'processor')} (${host.cpuModel}), ${bytesText(host.memoryBytes)}`,
      ],
      ['Tool', `${tool.name} ${tool.version}, Node ${tool.nodeVersion}, faker ${tool.fakerVersion}`],
      ['Started', timeMark(report.startedAt)],
      ['Finished', markup`${timeMark(report.finishedAt)}, after ${formatDurationMs(report.durationMs)}`],
    ]),
    server === null ? emptyNote('The settings of the server were not read.') : settings(server.settings),
  ];
}

function settings(values: Readonly<Record<string, string>>): Content {
  const rows = Object.entries(values);
  if (rows.length === 0) return false;
  return table(
    'Settings of the server that matter for speed and change data capture',
    [
      { heading: 'Setting', cell: ([name]) => markup`<code>${name}</code>` },
      { heading: 'Value', cell: ([, value]) => markup`<code>${value}</code>` },
    ],
    rows,
  );
}
