import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Account } from './account.ts';
import { childOptions } from './child-options.ts';

/** Bits of Linux capabilities that root needs to start, watch and end another account's processes. */
const needed = { CAP_CHOWN: 0, CAP_DAC_OVERRIDE: 1, CAP_KILL: 5, CAP_SETGID: 6, CAP_SETUID: 7 };

/**
 * Why this root may not run a server as the account, or null. Known before anything starts: a container may let root
 * start a process that it may not end afterwards.
 */
export function whyNotAs(account: Account): string | null {
  const missing = missingCapabilities();
  if (missing.length > 0) return `root lacks ${missing.join(', ')}`;
  const { error } = spawnSync('true', childOptions(account, '/'));
  // In a user namespace that knows no other user, every capability is there and the change fails all the same.
  const refused = error !== undefined && 'code' in error && ['EPERM', 'EINVAL'].includes(String(error.code));
  return refused ? `root may not become ${account.name} (${String(error.code)})` : null;
}

function missingCapabilities(): string[] {
  const held = heldCapabilities();
  if (held === null) return [];
  return Object.entries(needed).flatMap(([name, bit]) => (((held >> BigInt(bit)) & 1n) === 1n ? [] : [name]));
}

/** Null where there is no /proc to say. */
function heldCapabilities(): bigint | null {
  try {
    const hex = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return hex === undefined ? null : BigInt(`0x${hex}`);
  } catch {
    return null;
  }
}
