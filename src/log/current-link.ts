import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Points a symbolic link at the file that is being written, so that one name can be followed from day to day (`tail -F`).
 * The new link takes the place of the old one at once, so processes that do this at the same time do not meet.
 * @param link beside the file
 * @throws Error when the link cannot be made, or when something stands there that is no link: that is never replaced
 */
export function pointAt(link: string, file: string): void {
  const standing = lstatSync(link, { throwIfNoEntry: false });
  if (standing !== undefined && !standing.isSymbolicLink())
    throw new Error(`${link} is a file of its own, so no link to the day's file takes its place`);
  const beside = `${link}.${randomBytes(3).toString('hex')}`;
  symlinkSync(basename(file), beside);
  try {
    renameSync(beside, link);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
