import { formatCount } from '../../shared/count.ts';
import type { StreamAsked, StreamTick } from './progress.ts';

/** `00:45/05:00`, without the total where the end is open. */
export function elapsedText({ elapsedMs }: StreamTick, { durationMs }: StreamAsked): string {
  return durationMs === null ? clockText(elapsedMs) : `${clockText(elapsedMs)}/${clockText(durationMs)}`;
}

/** `INSERT 8 680  UPDATE 3 720`, DELETE only where there are any. */
export function kindsText({ inserts, updates, deletes }: StreamTick): string {
  const removed = deletes === 0 ? '' : `  DELETE ${formatCount(deletes)}`;
  return `INSERT ${formatCount(inserts)}  UPDATE ${formatCount(updates)}${removed}`;
}

/** `276/s, asked 280/s`. */
export function rateText({ perSecond }: StreamTick, asked: StreamAsked): string {
  const achieved = `${perSecondText(perSecond)}/s`;
  return asked.perSecond === null ? achieved : `${achieved}, asked ${perSecondText(asked.perSecond)}/s`;
}

export function p99Text({ p99Ms }: StreamTick): string {
  return `p99 ${p99Ms === null ? '-' : p99Ms < 10 ? p99Ms.toFixed(1) : Math.round(p99Ms)} ms`;
}

export function perSecondText(value: number): string {
  return value < 10 ? String(Math.round(value * 100) / 100) : formatCount(Math.round(value));
}

/** `mm:ss`, from an hour on `h:mm:ss`. */
function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3_600 ? rest : `${Math.floor(seconds / 3_600)}:${rest}`;
}
