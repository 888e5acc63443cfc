import { createHash } from 'node:crypto';

const nameLengthMax = 63;
const ownName = /^alimentador_[0-9a-f]{8}_[a-z0-9_]+$/;

/**
 * The name of a run's slot (and publication) for a capture. Where the capture's own name does not go into a slot's name, a
 * digest keeps two captures apart.
 * @param runId eight hexadecimal digits
 */
export function slotNameOf(runId: string, capture: string): string {
  const prefix = `alimentador_${runId}_`;
  const plain = capture.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
  if (plain === capture && prefix.length + plain.length <= nameLengthMax) return `${prefix}${plain}`;
  const digest = createHash('sha256').update(capture).digest('hex').slice(0, 8);
  return `${prefix}${plain.slice(0, nameLengthMax - prefix.length - digest.length - 1)}_${digest}`;
}

/** True for a name as `slotNameOf` makes them; others may begin alike, such as the slot of a connector. */
export function isOwnSlotName(name: string): boolean {
  return ownName.test(name);
}
