import { datedText, secondsPerDay } from '../../../shared/calendar.ts';

/** Microseconds of a day as PostgreSQL prints a time: `12:34:56.7`. */
export function timeOfDayText(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = micros - seconds * 1_000_000;
  const [hour, minute, second] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = [hour, minute, second].map(part => String(part).padStart(2, '0')).join(':');
  return clock + fractionText(String(fraction).padStart(6, '0'));
}

/** A fraction's digits behind their point and without trailing zeros; empty for none. */
export function fractionText(digits: string): string {
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '' : `.${kept}`;
}

/** A timestamp in whole microseconds since 1970 as PostgreSQL prints it. */
export function timestampText(micros: bigint): string {
  const perDay = BigInt(secondsPerDay) * 1_000_000n;
  const ofDay = ((micros % perDay) + perDay) % perDay;
  return datedText(Number((micros - ofDay) / perDay), ` ${timeOfDayText(Number(ofDay))}`);
}
