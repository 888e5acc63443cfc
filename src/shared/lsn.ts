/**
 * A position in PostgreSQL's write-ahead log as a number, from the text that the server shows (`16/B374D848`).
 * @throws RangeError for another text, or 2^53 and more, which a number does not hold exactly
 */
export function lsnFromText(text: string): number {
  const match = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text);
  if (match === null) throw new RangeError(`"${text}" is no LSN`);
  return lsnFromWords(Number.parseInt(match[1]!, 16), Number.parseInt(match[2]!, 16));
}

/** The same from its two unsigned halves. */
export function lsnFromWords(high: number, low: number): number {
  if (high >= 0x20_0000) throw new RangeError(`LSN ${hex(high)}/${hex(low)} is beyond what a number holds exactly`);
  return high * 0x1_0000_0000 + low;
}

/** The server's text of an LSN. */
export function lsnText(lsn: number): string {
  return `${hex(Math.floor(lsn / 0x1_0000_0000))}/${hex(lsn % 0x1_0000_0000)}`;
}

function hex(word: number): string {
  return word.toString(16).toUpperCase();
}
