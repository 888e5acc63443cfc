import { make, makeButton } from './elements.ts';
import { readingsOf, type Reading } from './chart-numbers.ts';

/** The part of the axis that is shown, 0 to 1. */
export interface View {
  readonly from: number;
  readonly to: number;
}

const plotWidth = 1_000;
const labelsWanted = 4;
const gap = 8;

/** A figure's drawing with a layer above it for pointer and keyboard. It only draws; what to draw, its group decides. */
export class Chart {
  readonly layer = make('div', 'layer');
  readonly reset: HTMLButtonElement;
  readonly readings: readonly Reading[];
  readonly #plot: SVGSVGElement;
  readonly #box = make('div', 'readout');
  readonly #cursor = make('div', 'cursor');
  readonly #selection = make('div', 'selection');

  constructor(figure: Element, reset: () => void) {
    this.readings = readingsOf(figure);
    this.#plot = figure.querySelector<SVGSVGElement>('svg.plot')!;
    this.reset = makeButton('reset', 'Show all of it', reset);
    this.reset.hidden = true;
    const { layer } = this;
    layer.tabIndex = 0;
    layer.style.top = `${this.#plot.getAttribute('y')}px`;
    layer.style.height = `${this.#plot.getAttribute('height')}px`;
    layer.setAttribute('role', 'slider');
    layer.setAttribute('aria-label', `Values of ${figure.querySelector('h3')?.textContent}`);
    layer.setAttribute('aria-describedby', 'zooming');
    layer.setAttribute('aria-valuemin', '0');
    layer.setAttribute('aria-valuemax', String(this.readings.length - 1));
    layer.append(this.#selection, this.#cursor, this.#box);
    const stage = figure.querySelector('.stage')!;
    stage.append(layer);
    stage.after(this.reset);
    this.point(null, { from: 0, to: 1 }, false);
    this.select(null);
  }

  /** Marks a reading; its values are told where `isTold`. */
  point(index: number | null, view: View, isTold: boolean): void {
    const reading = this.readings[index ?? 0];
    if (reading === undefined) return;
    const { place, heading, values } = reading;
    const at = (place - view.from) / (view.to - view.from);
    const isShown = index !== null && at >= 0 && at <= 1;
    this.#cursor.hidden = !isShown;
    this.#box.hidden = !isShown || !isTold;
    this.#cursor.style.left = `${at * 100}%`;
    this.#box.style.left = at <= 0.5 ? `calc(${at * 100}% + 8px)` : 'auto';
    this.#box.style.right = at > 0.5 ? `calc(${(1 - at) * 100}% + 8px)` : 'auto';
    const lines = values.map(([name, value]) => make('div', '', `${name}: ${value}`));
    this.#box.replaceChildren(make('b', '', heading), ...lines);
    this.layer.setAttribute('aria-valuenow', String(index ?? 0));
    this.layer.setAttribute('aria-valuetext', [heading, ...lines.map(line => line.textContent)].join(', '));
  }

  /** Marks a stretch of the layer, 0 to 1 along it. */
  select(stretch: View | null): void {
    this.#selection.hidden = stretch === null;
    if (stretch === null) return;
    this.#selection.style.left = `${stretch.from * 100}%`;
    this.#selection.style.width = `${(stretch.to - stretch.from) * 100}%`;
  }

  show(view: View): void {
    const { from, to } = view;
    const isWhole = from === 0 && to === 1;
    const height = this.#plot.getAttribute('height');
    this.#plot.setAttribute('viewBox', `${from * plotWidth} 0 ${(to - from) * plotWidth} ${height}`);
    this.#plot.setAttribute('overflow', isWhole ? 'visible' : 'hidden');
    this.reset.hidden = isWhole;
    const inner = this.#plot.parentElement!;
    inner.querySelectorAll<SVGTextElement>('.marks text').forEach(mark => this.#moveMark(mark, view));
    inner.querySelectorAll('.ticks text').forEach(tick => tick.setAttribute('display', isWhole ? 'inline' : 'none'));
    inner.querySelectorAll('.zoomed').forEach(tick => tick.remove());
    if (!isWhole) this.#label(view);
  }

  #moveMark(mark: SVGTextElement, { from, to }: View): void {
    mark.dataset['place'] ??= mark.getAttribute('x')!;
    const at = (Number.parseFloat(mark.dataset['place']) / 100 - from) / (to - from);
    const end = at * this.layer.clientWidth + mark.getComputedTextLength();
    mark.setAttribute('x', `${at * 100}%`);
    const isOutside = at < 0 || at > 1 || (to - from < 1 && end > this.layer.clientWidth);
    mark.setAttribute('visibility', isOutside ? 'hidden' : 'visible');
  }

  /** Labels of the places that are shown, as far as there is room. */
  #label({ from, to }: View): void {
    const ticks = this.#plot.parentElement!.querySelector('.ticks')!;
    const shown = this.readings.filter(({ place }) => place >= from && place <= to);
    const y = ticks.querySelector('text')?.getAttribute('y') ?? '0';
    const width = this.layer.clientWidth;
    let free = 0;
    for (let nth = 0; nth <= labelsWanted; nth++) {
      const reading = shown[Math.round((nth / labelsWanted) * (shown.length - 1))];
      if (reading === undefined) return;
      const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      const at = ((reading.place - from) / (to - from)) * width;
      text.setAttribute('class', 'tick zoomed');
      text.setAttribute('y', y);
      text.setAttribute('fill', 'currentColor');
      text.textContent = reading.heading;
      ticks.append(text);
      const length = text.getComputedTextLength();
      const left = Math.max(0, Math.min(width - length, at - length / 2));
      if (left < free) text.remove();
      else free = left + length + gap;
      text.setAttribute('x', `${(left / width) * 100}%`);
    }
  }
}
