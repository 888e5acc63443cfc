import type { Generator } from './value-context.ts';

const letters = 'etaoinshrdlucmfwypvbgk';

/** Words of made-up text, exactly `from` to `to` characters long; poorly compressible enough to be stored out of line. */
export function text(from: number, to: number): Generator {
  return ({ draw }) => {
    const length = draw.between(from, to);
    let made = '';
    while (made.length < length) {
      const bits = draw.uint32();
      const wordLength = 2 + (bits & 7);
      let word = '';
      let rest = bits >>> 3;
      for (let place = 0; place < wordLength; place++) {
        if (rest < 22) rest = draw.uint32();
        word += letters[rest % 22]!;
        rest = Math.floor(rest / 22);
      }
      made += made === '' ? word : ` ${word}`;
    }
    const cut = made.slice(0, length);
    return cut.endsWith(' ') ? `${cut.slice(0, -1)}.` : cut;
  };
}

/** Random bytes as PostgreSQL prints them: `\x1f2e`. */
export function bytes(from: number, to: number): Generator {
  return ({ draw }) => {
    const length = draw.between(from, to);
    let hex = '';
    while (hex.length < length * 2) hex += draw.uint32().toString(16).padStart(8, '0');
    return `\\x${hex.slice(0, length * 2)}`;
  };
}
