import { LRUCache } from 'lru-cache';

/** A row as planned now; columns nobody asked for yet are undefined. */
export type Image = (string | null | undefined)[];

/** Images of the rows of one table that were asked for lately. How many are kept changes nothing but speed. */
export class RowCache {
  private readonly images: LRUCache<number, Image>;
  private readonly columns: number;

  /**
   * @param rows images kept
   * @param columns of the table
   */
  constructor(rows: number, columns: number) {
    this.images = new LRUCache({ max: rows });
    this.columns = columns;
  }

  /** The row's image, empty where it was not kept. */
  image(ordinal: number): Image {
    let image = this.images.get(ordinal);
    if (image === undefined) {
      image = Array<undefined>(this.columns).fill(undefined);
      this.images.set(ordinal, image);
    }
    return image;
  }

  /** The row's image if it was kept. */
  kept(ordinal: number): Image | undefined {
    return this.images.peek(ordinal);
  }
}
