import { createHash } from 'node:crypto';

/** Hashing in pieces of this size costs a fraction of hashing each line. */
const pieceBytes = 16_384;

/** SHA-256 of a text that is given piece by piece, as UTF-8. */
export class HashedText {
  private readonly hash = createHash('sha256');
  private readonly bytes = Buffer.alloc(pieceBytes);
  private length = 0;

  /**
   * Adds a part of the text, which splits no surrogate pair. Most parts are short and of the first characters of Unicode: one
   * after the other into the buffer is faster than to make one long string of them, and leaves no garbage behind.
   */
  add(part: string): void {
    if (3 * part.length > pieceBytes - this.length) this.flush();
    if (3 * part.length > pieceBytes) {
      this.hash.update(part);
      return;
    }
    const { bytes } = this;
    let end = this.length;
    for (let place = 0; place < part.length; place++) {
      const code = part.charCodeAt(place);
      if (code < 0x80) bytes[end++] = code;
      else if (code < 0x800) {
        bytes[end++] = 0xc0 | (code >> 6);
        bytes[end++] = 0x80 | (code & 0x3f);
      } else {
        end += bytes.write(part.slice(place), end);
        break;
      }
    }
    this.length = end;
  }

  /** Lower-case hexadecimal; the text can be continued afterwards. */
  hex(): string {
    this.flush();
    return this.hash.copy().digest('hex');
  }

  private flush(): void {
    this.hash.update(this.bytes.subarray(0, this.length));
    this.length = 0;
  }
}
