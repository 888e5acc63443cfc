/**
 * Place of a change among all changes of its row: the insert (or the seeding) first, then the row's updates by their entry in
 * the lane's history (from 0), then the delete. So places of one row compare as numbers.
 */
export const noPlace = -2;
export const insertPlace = -1;
/** Larger than any entry; with 2 added it fills 28 bits, which is what is stored of a place. */
export const deletePlace = 0xfff_fffd;
