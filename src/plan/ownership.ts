/**
 * Who owns which row (design §3.3): row r, from 1, belongs to lane (r - 1) mod L, and is that lane's row with ordinal
 * floor((r - 1) / L). Only the owner updates and deletes a row.
 */
export function laneOf(rowNumber: number, lanes: number): number {
  return (rowNumber - 1) % lanes;
}

export function ordinalOf(rowNumber: number, lanes: number): number {
  return Math.floor((rowNumber - 1) / lanes);
}

export function rowNumberOf(ordinal: number, lane: number, lanes: number): number {
  return ordinal * lanes + lane + 1;
}

/** How many of the rows 1..volume a lane owns. */
export function ownedOf(volume: number, lane: number, lanes: number): number {
  return volume > lane ? Math.floor((volume - lane - 1) / lanes) + 1 : 0;
}
