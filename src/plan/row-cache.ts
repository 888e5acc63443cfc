/** A row as planned now; columns nobody asked for yet are undefined. */
export type Image = (string | null | undefined)[];

/**
 * Images of the rows of one table that were asked for lately. Rows whose ordinals are equal modulo the size share a place, and
 * the last one has it: no order of use is kept, so neither a hit nor a miss leaves garbage behind.
 */
export class RowCache {
  private readonly ordinals: Int32Array;
  private readonly images: Image[] = [];
  private readonly columns: number;

  /**
   * @param rows images kept
   * @param columns of the table
   */
  constructor(rows: number, columns: number) {
    this.ordinals = new Int32Array(rows).fill(-1);
    this.columns = columns;
  }

  /** The row's image, empty where it was not kept. */
  image(ordinal: number): Image {
    const place = ordinal % this.ordinals.length;
    let image = this.images[place];
    if (image === undefined) {
      image = Array<undefined>(this.columns).fill(undefined);
      this.images[place] = image;
    } else if (this.ordinals[place] !== ordinal) image.fill(undefined);
    this.ordinals[place] = ordinal;
    return image;
  }

  /** The row's image if it was kept. */
  kept(ordinal: number): Image | undefined {
    const place = ordinal % this.ordinals.length;
    return this.ordinals[place] === ordinal ? this.images[place] : undefined;
  }
}
