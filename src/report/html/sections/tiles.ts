import type { Report } from '../../report.generated.ts';
import { markup, type Markup } from '../markup.ts';
import { latencyText, notMeasured, numberText, rateText } from '../number-text.ts';
import { outcomeMark } from '../verdict-mark.ts';
import { captureTiles } from './capture-tiles.ts';
import { inMs, type Tile } from './tile.ts';

/** The run in a handful of numbers. */
export function tiles(report: Report): Markup {
  return markup`<dl class="tiles">
${[...workTiles(report), ...latencyTiles(report), ...captureTiles(report.captures), ...rowTiles(report)].map(
  tile =>
    markup`<div><dt>${tile.label}</dt><dd class="value">${tile.value}</dd><dd class="note">${tile.note}</dd></div>\n`,
)}</dl>`;
}

function workTiles({ streamPhase }: Report): Tile[] {
  const { committed, rejected, planned: count } = streamPhase.operations;
  const planned = count === null ? 'committed, endless plan' : `committed of ${numberText(count)} planned`;
  const asked =
    streamPhase.asked === null ? 'achieved, as fast as possible' : `achieved, asked ${rateText(streamPhase.asked)}`;
  return [
    {
      label: 'Operations',
      value: numberText(committed),
      note: rejected > 0 ? `${planned}, ${numberText(rejected)} rejected` : planned,
    },
    { label: 'Rate', value: committed > 0 ? rateText(streamPhase.achieved) : notMeasured, note: asked },
  ];
}

function latencyTiles({ streamPhase: { latencyMs } }: Report): Tile[] {
  const note = (text: string): string => (latencyMs.count === 0 ? 'nothing was measured' : text);
  return [
    { label: 'Latency p50', value: inMs(latencyMs.p50), note: note('half took longer') },
    { label: 'Latency p99', value: inMs(latencyMs.p99), note: note(`largest ${latencyText(latencyMs.max)} ms`) },
  ];
}

function rowTiles({ state, seedPhase }: Report): Tile[] {
  const states = Object.values(state.tables);
  const rows = states.reduce((sum, table) => sum + table.rows, 0);
  const growth = rows - states.reduce((sum, table) => sum + table.seeded, 0);
  const counted = states.length > 0;
  const differing = states.filter(table => !table.matches).length;
  const outcome = state.matches === null ? 'notRun' : state.matches ? 'passed' : 'failed';
  const stateNote = {
    passed: 'every row is as predicted',
    failed: `${numberText(differing)} of ${numberText(states.length)} tables differ`,
    notRun: state.why ?? 'not compared',
  };
  return [
    {
      label: 'State',
      value: outcomeMark(outcome, { passed: 'Matches', failed: 'Differs', notRun: 'Not compared' }[outcome]),
      note: stateNote[outcome],
    },
    {
      label: 'Rows',
      value: numberText(counted ? rows : seedPhase.rows),
      note: counted
        ? `${growth < 0 ? '' : '+'}${numberText(growth)} since the seed phase`
        : 'seeded; not counted at the end',
    },
  ];
}
