/**
 * Proleptic Gregorian calendar on whole numbers, so that no time zone, locale or clock has a say.
 * Days count from 1970-01-01. Algorithms: Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
 */
export const secondsPerDay = 86_400;

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function civilDate(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Days since 1970 as PostgreSQL prints a date: `2024-01-31`. */
export function dateText(days: number): string {
  const { year, month, day } = civilDate(days);
  if (year < 0 || year > 9_999) return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  // Made of its characters at once: pieces that are joined one by one leave as many strings behind.
  // prettier-ignore
  return String.fromCharCode(
    tens(century), ones(century), tens(rest), ones(rest), dash, tens(month), ones(month), dash, tens(day), ones(day),
  );
}

/** Seconds since 1970 as PostgreSQL prints a timestamp: `2024-01-31 08:05:00`. */
export function timestampText(seconds: number): string {
  const days = Math.floor(seconds / secondsPerDay);
  const rest = seconds - days * secondsPerDay;
  const hour = Math.floor(rest / 3_600);
  const minute = Math.floor(rest / 60) % 60;
  const second = rest % 60;
  // prettier-ignore
  return dateText(days) + String.fromCharCode(
    blank, tens(hour), ones(hour), colon, tens(minute), ones(minute), colon, tens(second), ones(second),
  );
}

/** Seconds since 1970 of a date or timestamp text made by this module, or of `2024-01-01T00:00:00Z`. */
export function secondsOf(text: string): number {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  if (text.length < 19) return days * secondsPerDay;
  return days * secondsPerDay + twoDigits(text, 11) * 3_600 + twoDigits(text, 14) * 60 + twoDigits(text, 17);
}

function twoDigits(text: string, place: number): number {
  return (text.charCodeAt(place) - zero) * 10 + text.charCodeAt(place + 1) - zero;
}

const [blank, dash, colon, zero] = [0x20, 0x2d, 0x3a, 0x30];

/** Character codes of the two digits of a number below 100. */
function tens(value: number): number {
  return zero + Math.floor(value / 10);
}

function ones(value: number): number {
  return zero + (value % 10);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
