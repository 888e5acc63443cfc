import { dateText, secondsPerDay } from '../../../shared/calendar.ts';

const [daysPerEra, yearsPerEra] = [146_097, 400];

/**
 * A date and what follows it, as PostgreSQL prints it: `2024-02-29 12:00:00`, `0044-03-15 BC`.
 * @param days since 1970
 */
export function datedText(days: number, behind: string): string {
  const text = dateText(days);
  if (!/^(?:0*-|0000)/.test(text)) return text + behind;
  // Before year 1: a day of the same place in the calendar's cycle, its year counted backwards.
  const eras = Math.ceil(-days / daysPerEra);
  const shifted = dateText(days + eras * daysPerEra);
  const year = Number(shifted.slice(0, -6)) - eras * yearsPerEra;
  return `${String(1 - year).padStart(4, '0')}${shifted.slice(-6)}${behind} BC`;
}

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
