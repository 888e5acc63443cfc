import { formatCount } from '../../../src/shared/count.ts';
import type { Figure } from './figure.ts';

/** What was measured on which machine, with the command that gave it. */
export interface Results {
  readonly command: string;
  readonly node: string;
  readonly processor: string;
  readonly benches: Readonly<Record<string, readonly Figure[]>>;
}

/** A Markdown page with a row for each figure. */
export function markdownOf({ command, node, processor, benches }: Results): string {
  const head = ['what', 'median', 'lowest to highest', 'against', 'ratio', 'goal'];
  const rows = Object.values(benches).flat().map(rowOf);
  const lines = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return `# Figures\n\n\`${command}\`, Node ${node}, ${processor}\n\n${lines.join('\n')}\n`;
}

function rowOf({ name, unit, value, rounds, against, goal }: Figure): string[] {
  const count = (each: number): string => formatCount(each < 100 ? Number(each.toPrecision(3)) : Math.round(each));
  const range = `${count(Math.min(...rounds))} to ${count(Math.max(...rounds))}`;
  const reference = against === undefined ? ['', ''] : [`${against.name}: ${count(against.value)}`, ratioText(against)];
  return [name, `${count(value)} ${unit}`, range, ...reference, goal];
}

function ratioText({ ratio }: { ratio: number }): string {
  return ratio.toPrecision(3);
}
