/** Values of `time.precision.mode`. `structured` (3.7) is not read. */
export const timeModes = [
  'adaptive',
  'adaptive_time_microseconds',
  'connect',
  'isostring',
  'microseconds',
  'nanoseconds',
] as const;
export const decimalModes = ['precise', 'double', 'string'] as const;
export const binaryModes = ['bytes', 'base64', 'base64-url-safe', 'hex'] as const;
export const intervalModes = ['numeric', 'string'] as const;

/** The settings that decide how the connector writes values. */
export interface ValueModes {
  /** `time.precision.mode` */
  readonly time: (typeof timeModes)[number];
  /** `decimal.handling.mode` */
  readonly decimal: (typeof decimalModes)[number];
  /** `binary.handling.mode` */
  readonly binary: (typeof binaryModes)[number];
  /** `interval.handling.mode` */
  readonly interval: (typeof intervalModes)[number];
  /** `money.fraction.digits` */
  readonly moneyScale: number;
  /** `unavailable.value.placeholder`: what stands for a TOAST value that the server did not send. */
  readonly unavailable: Buffer;
}
