import type { ValueModes } from '../../../src/capture/debezium/settings/value-modes.ts';

/** Debezium's defaults, but for what a test says. */
export function modesWith(changed: Partial<ValueModes> = {}): ValueModes {
  return {
    time: 'adaptive',
    decimal: 'precise',
    binary: 'bytes',
    interval: 'numeric',
    moneyScale: 2,
    unavailable: Buffer.from('__debezium_unavailable_value'),
    ...changed,
  };
}
