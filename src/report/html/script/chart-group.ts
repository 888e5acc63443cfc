import { indexAt } from './chart-numbers.ts';
import { Chart, type View } from './chart.ts';

const whole: View = { from: 0, to: 1 };
/** Closer than this nothing is to be seen. */
const narrowest = 0.004;

/** Charts on one axis: what is pointed at and what is zoomed to holds for all of them. */
export class ChartGroup {
  readonly #charts: readonly Chart[];
  #view = whole;
  /** Where a selection began, as a place on the axis. */
  #anchor: number | null = null;
  #place = 0;

  constructor(figures: readonly Element[]) {
    this.#charts = figures.map(figure => new Chart(figure, () => this.#reset(figure)));
    this.#charts.forEach(chart => this.#listen(chart));
  }

  #listen(chart: Chart): void {
    const { layer } = chart;
    const placeOf = (event: PointerEvent): number => {
      const { left, width } = layer.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
      return this.#view.from + share * (this.#view.to - this.#view.from);
    };
    layer.addEventListener('pointermove', event => this.#pointAt(placeOf(event), chart));
    layer.addEventListener('pointerleave', () => this.#leave());
    layer.addEventListener('blur', () => this.#leave());
    layer.addEventListener('focus', () => this.#pointAt(this.#place, chart));
    layer.addEventListener('pointerdown', event => {
      if (event.button !== 0) return;
      layer.setPointerCapture(event.pointerId);
      this.#anchor = placeOf(event);
    });
    layer.addEventListener('pointerup', event => {
      this.#place = placeOf(event);
      this.#zoom();
    });
    layer.addEventListener('pointercancel', () => this.#leave());
    layer.addEventListener('keydown', event => this.#key(event, chart));
  }

  #key(event: KeyboardEvent, chart: Chart): void {
    const { readings } = chart;
    const index = indexAt(readings, this.#place);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      PageDown: index - 10,
      PageUp: index + 10,
      Home: indexAt(readings, this.#view.from),
      End: indexAt(readings, this.#view.to),
    };
    const next = moves[event.key];
    if (next !== undefined) {
      this.#anchor = event.shiftKey ? (this.#anchor ?? this.#place) : null;
      const place = readings[Math.max(0, Math.min(readings.length - 1, next))]?.place ?? 0;
      this.#pointAt(Math.max(this.#view.from, Math.min(this.#view.to, place)), chart);
    } else if (event.key === 'Enter') this.#zoom();
    else if (event.key === 'Escape') this.#show(whole);
    else return;
    event.preventDefault();
  }

  #pointAt(place: number, told: Chart): void {
    this.#place = place;
    const { from, to } = this.#view;
    const ends = [this.#anchor ?? place, place].map(each => (each - from) / (to - from)).sort((a, b) => a - b);
    for (const chart of this.#charts) {
      chart.point(indexAt(chart.readings, place), this.#view, chart === told);
      chart.select(this.#anchor === null ? null : { from: ends[0]!, to: ends[1]! });
    }
  }

  #leave(): void {
    this.#anchor = null;
    for (const chart of this.#charts) {
      chart.point(null, this.#view, false);
      chart.select(null);
    }
  }

  /** To what is selected, if that is more than a slip of the hand. */
  #zoom(): void {
    const [from, to] = [this.#anchor ?? this.#place, this.#place].sort((a, b) => a - b);
    const isWide = to! - from! > Math.max(narrowest, 0.01 * (this.#view.to - this.#view.from));
    this.#leave();
    if (isWide) this.#show({ from: from!, to: to! });
  }

  /** The button goes with the zoom; who pressed it by key goes on from the chart. */
  #reset(figure: Element): void {
    this.#show(whole);
    figure.querySelector<HTMLElement>('.layer')?.focus();
  }

  #show(view: View): void {
    this.#view = view;
    this.#anchor = null;
    for (const chart of this.#charts) {
      chart.select(null);
      chart.show(view);
    }
  }
}
