/** A stream that keeps what is written to it. */
export class FakeStream {
  text = '';
  readonly isTTY: boolean;
  columns: number | undefined;

  constructor(options: { isTTY?: boolean; columns?: number } = {}) {
    this.isTTY = options.isTTY ?? false;
    this.columns = options.columns;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  /** Complete lines so far. */
  lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }

  /**
   * What a terminal would show: lines that were ended, then the line the cursor is in. Knows the few sequences that a
   * bar needs (column, erase line, colours) and fails on every other.
   */
  screen(): string[] {
    const rows = [''];
    let column = 0;
    // oxlint-disable-next-line eslint/no-control-regex
    for (const [part, code] of this.text.matchAll(/\u001b\[([0-9;?]*[A-Za-z])|\u001b.|[^\u001b]/gs)) {
      const row = rows.at(-1) ?? '';
      if (code === undefined && part.startsWith('\u001b')) throw new Error(`sequence ${JSON.stringify(part)}`);
      if (code === '1G' || part === '\r') column = 0;
      else if (code === '2K') rows[rows.length - 1] = '';
      else if (code === '0K') rows[rows.length - 1] = row.slice(0, column);
      else if (code !== undefined && !/^\d*m$/.test(code)) throw new Error(`sequence ${JSON.stringify(part)}`);
      else if (code === undefined && part === '\n') {
        rows.push('');
        column = 0;
      } else if (code === undefined) {
        rows[rows.length - 1] = row.slice(0, column).padEnd(column) + part + row.slice(column + 1);
        column += 1;
      }
    }
    return rows;
  }
}
