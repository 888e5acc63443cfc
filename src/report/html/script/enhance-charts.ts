import { ChartGroup } from './chart-group.ts';
import { make } from './elements.ts';

/** Charts over time are one group, every other chart is one by itself. */
export function enhanceCharts(): void {
  const overTime = [...document.querySelectorAll('.over-time > .chart')];
  const others = [...document.querySelectorAll('.chart')].filter(figure => !overTime.includes(figure));
  const [first] = [...overTime, ...others];
  if (first === undefined) return;
  const help = make(
    'p',
    'note help',
    'Drag across a chart to zoom. By keyboard: arrows move, with Shift they select, Enter zooms, Escape shows all of it.',
  );
  help.id = 'zooming';
  first.before(help);
  [overTime, ...others.map(figure => [figure])].forEach(figures => new ChartGroup(figures));
}
