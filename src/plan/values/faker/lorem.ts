import { anyOf, repeated, type Maker } from './maker.ts';
import { countBetween } from './symbols.ts';

/** Made-up words by name of faker's function, from the locale's words. */
export function loremMakers(word: Maker | undefined): Readonly<Record<string, Maker | undefined>> {
  const three = (): number => 3;
  const sentence = capitalised(repeated(countBetween(3, 10), word, ' '));
  const sentences = repeated(countBetween(2, 6), sentence, ' ');
  const paragraph = repeated(three, sentence, ' ');
  const paragraphs = repeated(three, paragraph, '\n');
  const lines = repeated(countBetween(1, 5), sentence, '\n');
  const text = anyOf([sentence, sentences, paragraph, paragraphs, lines]);
  return { word, words: repeated(three, word, ' '), sentence, sentences, paragraph, paragraphs, lines, text };
}

function capitalised(words: Maker | undefined): Maker | undefined {
  if (words === undefined) return undefined;
  return draw => {
    const text = words(draw);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
}
