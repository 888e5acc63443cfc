import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning, statOf } from './process-facts.ts';

/** Who started a server: enough to tell later, from another process, whether that one is gone. Null = not knowable. */
interface Owner {
  readonly ownerPid: number;
  readonly ownerStartedAt: string | null;
  readonly ownerBoot: string | null;
  /** A pid means nothing in another namespace: containers may share a temporary folder. */
  readonly ownerPidNamespace: string | null;
  readonly ownerHost: string;
}

const fileName = 'owner.json';

/** Writes this process down as the owner of a server's folder. */
export function writeOwner(folder: string): void {
  const owner: Owner = {
    ownerPid: process.pid,
    ownerStartedAt: statOf(process.pid)?.startedAt ?? null,
    ...thisPlace(),
  };
  writeFileSync(join(folder, fileName), `${JSON.stringify(owner)}\n`, { flag: 'wx', mode: 0o600 });
}

/** Whether the folder's owner is provably gone. False for every doubt: unreadable, another machine, another container. */
export function ownerIsGone(folder: string): boolean {
  const owner = readOwner(folder);
  if (owner === null) return false;
  const here = thisPlace();
  if (owner.ownerBoot !== here.ownerBoot) {
    return owner.ownerBoot !== null && here.ownerBoot !== null && owner.ownerHost === here.ownerHost;
  }
  if (owner.ownerPidNamespace !== here.ownerPidNamespace) return false;
  if (!isRunning(owner.ownerPid)) return true;
  const startedAt = statOf(owner.ownerPid)?.startedAt ?? null;
  return startedAt !== null && owner.ownerStartedAt !== null && startedAt !== owner.ownerStartedAt;
}

function thisPlace(): Pick<Owner, 'ownerBoot' | 'ownerPidNamespace' | 'ownerHost'> {
  return {
    ownerBoot: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    ownerPidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
    ownerHost: hostname(),
  };
}

function readOwner(folder: string): Owner | null {
  const found: unknown = orNull(() => JSON.parse(readFileSync(join(folder, fileName), 'utf8')));
  return isOwner(found) ? found : null;
}

function isOwner(found: unknown): found is Owner {
  if (typeof found !== 'object' || found === null) return false;
  const { ownerPid, ownerStartedAt, ownerBoot, ownerPidNamespace, ownerHost } = found as Partial<Owner>;
  return (
    Number.isSafeInteger(ownerPid) &&
    Number(ownerPid) > 0 &&
    typeof ownerHost === 'string' &&
    [ownerStartedAt, ownerBoot, ownerPidNamespace].every(fact => fact === null || typeof fact === 'string')
  );
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
