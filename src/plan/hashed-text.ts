import { createHash } from 'node:crypto';

/** Hashing in pieces of this size costs a fraction of hashing each line. */
const pieceBytes = 16_384;

/** SHA-256 of a text that is given piece by piece, as UTF-8. */
export class HashedText {
  private readonly hash = createHash('sha256');
  private readonly bytes = Buffer.alloc(pieceBytes);
  private length = 0;

  /**
   * Adds a part of the text, which splits no surrogate pair. It becomes bytes at once: texts that wait for their turn grow
   * old on the heap.
   */
  add(part: string): void {
    const bytesMax = 3 * part.length;
    if (bytesMax > pieceBytes - this.length) this.flush();
    if (bytesMax > pieceBytes) this.hash.update(part);
    else this.length += this.bytes.write(part, this.length);
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
