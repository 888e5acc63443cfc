import type { Page } from 'playwright-core';

/** What a reader would stumble over on a page as it is drawn, in words; empty where all is well. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Box {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    interface Line extends Box {
      readonly text: Text;
    }
    const shown = (text: Text): string => (text.nodeValue ?? '').trim().slice(0, 40);
    const common = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    });
    const isThere = ({ left, top, right, bottom }: Box): boolean => right - left > 1.5 && bottom - top > 1.5;

    /** What is seen through an element: itself and its ancestors clip. */
    const windows = new Map<Element, Box>();
    function windowOf(element: Element | null): Box {
      if (element === null) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
      const known = windows.get(element);
      if (known !== undefined) return known;
      const { clipPath, overflowX } = getComputedStyle(element);
      const isClip = !(element instanceof SVGElement) && element !== document.body && overflowX !== 'visible';
      const above = windowOf(element.parentElement);
      const seen = isClip || clipPath !== 'none' ? common(above, element.getBoundingClientRect()) : above;
      windows.set(element, seen);
      return seen;
    }

    function linesOf(text: Text): Line[] {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].flatMap(rect => {
        // The box of a line is taller than its letters.
        const slack = rect.height * 0.15;
        const letters = { left: rect.left, right: rect.right, top: rect.top + slack, bottom: rect.bottom - slack };
        const seen = common(letters, windowOf(text.parentElement));
        return isThere(seen) ? [{ ...seen, text }] : [];
      });
    }

    function textsOf(root: Node): Text[] {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode() !== null) texts.push(walker.currentNode as Text);
      return texts.filter(text => {
        const parent = text.parentElement;
        const isDrawn = parent?.checkVisibility() === true && parent.closest('title, desc') === null;
        return shown(text) !== '' && isDrawn;
      });
    }

    function overlaps(): string[] {
      const lines = textsOf(document.body)
        .flatMap(linesOf)
        .sort((a, b) => a.top - b.top);
      const found: string[] = [];
      lines.forEach((line, index) => {
        for (let next = index + 1; next < lines.length && lines[next]!.top < line.bottom; next++) {
          const other = lines[next]!;
          if (other.text !== line.text && isThere(common(line, other)))
            found.push(`text overlaps: “${shown(line.text)}” and “${shown(other.text)}”`);
        }
      });
      return found;
    }

    /** Labels beside their chart, and lines beyond its plot. */
    function outside(): string[] {
      const beyond = (inner: Box, outer: Box, slack: number): boolean =>
        inner.left < outer.left - slack ||
        inner.right > outer.right + slack ||
        inner.top < outer.top - slack ||
        inner.bottom > outer.bottom + slack;
      return [...document.querySelectorAll('figure')].flatMap(figure => {
        const frame = figure.getBoundingClientRect();
        const picture = figure.querySelector('svg[role=img]')?.getBoundingClientRect();
        const place = { left: frame.left, right: frame.right, top: picture?.top ?? 0, bottom: picture?.bottom ?? 0 };
        const labels = [...figure.querySelectorAll('svg[role=img] text')]
          .filter(label => label.checkVisibility({ visibilityProperty: true }))
          .filter(label => beyond(label.getBoundingClientRect(), place, 1))
          .map(label => `label outside its chart: “${label.textContent}” in ${figure.id}`);
        // Of an SVG within an SVG the browser gives the box of what is drawn, not its own: the grid tells where the plot is.
        const lines = [...figure.querySelectorAll('.grid, .axis')].map(line => line.getBoundingClientRect());
        const plot = {
          left: Math.min(...lines.map(({ left }) => left)),
          right: Math.max(...lines.map(({ right }) => right)),
          top: Math.min(...lines.map(({ top }) => top)),
          bottom: Math.max(...lines.map(({ bottom }) => bottom)),
        };
        const paths = [...figure.querySelectorAll('svg.plot:not([overflow=hidden]) path')]
          .filter(path => path.getAttribute('d') !== '' && beyond(path.getBoundingClientRect(), plot, 4))
          .map(path => `line outside its plot: ${path.getAttribute('class')} in ${figure.id}`);
        return [...labels, ...paths];
      });
    }

    /** Text that is cut off for good: where its box clips and nothing scrolls. */
    function cutOff(): string[] {
      return [...document.querySelectorAll('body *')].flatMap(element => {
        const { overflowX, clipPath } = getComputedStyle(element);
        const isCut =
          element.checkVisibility() &&
          (overflowX === 'hidden' || overflowX === 'clip') &&
          element.scrollWidth > element.clientWidth + 1;
        return isCut && clipPath === 'none' ? [`cut off: “${element.textContent.trim().slice(0, 40)}”`] : [];
      });
    }

    const width = document.documentElement.scrollWidth;
    const tooWide =
      width > window.innerWidth ? [`the page is ${width} px wide in a window of ${window.innerWidth}`] : [];
    return [...tooWide, ...overlaps(), ...outside(), ...cutOff()];
  });
}

/** Lowest pixel of the verdict in words, and of the first line of the sentence under it, from the top of the page. */
export async function verdictPlace(page: Page): Promise<{ readonly word: number; readonly finding: number }> {
  return page.evaluate(() => {
    const firstLine = (selector: string): number => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(selector)!);
      return range.getClientRects()[0]!.bottom + window.scrollY;
    };
    return { word: firstLine('.verdict .word'), finding: firstLine('.verdict .finding') };
  });
}
