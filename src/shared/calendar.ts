/**
 * Proleptic Gregorian calendar on whole numbers, so that no time zone, locale or clock has a say.
 * Days count from 1970-01-01. Algorithms: Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
 */
export const secondsPerDay = 86_400;
const [daysPerEra, yearsPerEra] = [146_097, 400];
/** 0001-01-01, in days since 1970. */
const firstDay = -719_162;

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function civilDate(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * yearsPerEra + (month <= 2 ? 1 : 0), month, day };
}

/** Days since 1970 as PostgreSQL prints a date: `2024-01-31`, `0044-03-15 BC`. */
export function dateText(days: number): string {
  return days < firstDay ? datedText(days, '') : textOfDay(days);
}

/** A date and what follows it, as PostgreSQL prints it: `2024-02-29 12:00:00`, `0044-03-15 12:00:00 BC`. */
export function datedText(days: number, behind: string): string {
  if (days >= firstDay) return textOfDay(days) + behind;
  // The year before 1 is 1 BC: here it is 0.
  const { year, month, day } = civilDate(days);
  return `${String(1 - year).padStart(4, '0')}-${two(month)}-${two(day)}${behind} BC`;
}

function textOfDay(days: number): string {
  const { year, month, day } = civilDate(days);
  if (year > 9_999) return `${year}-${two(month)}-${two(day)}`;
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
  const time = String.fromCharCode(
    blank, tens(hour), ones(hour), colon, tens(minute), ones(minute), colon, tens(second), ones(second),
  );
  return days < firstDay ? datedText(days, time) : textOfDay(days) + time;
}

/** Seconds since 1970 of a date or timestamp text made by this module, or of `2024-01-01T00:00:00Z`. */
export function secondsOf(text: string): number {
  if (text.charCodeAt(4) !== dash || text.endsWith(beforeChrist)) return secondsOfFar(text);
  const days = daysOf(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
  if (text.length < 19) return days * secondsPerDay;
  return days * secondsPerDay + twoDigits(text, 11) * 3_600 + twoDigits(text, 14) * 60 + twoDigits(text, 17);
}

/** The same where the year has more than four digits or is before year 1. */
function secondsOfFar(text: string): number {
  const parts = text.split(/\D/, 6).map(Number) as [number, number, number, ...number[]];
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts;
  const days = daysOf(text.endsWith(beforeChrist) ? 1 - year : year, month, day);
  return days * secondsPerDay + hour * 3_600 + minute * 60 + second;
}

/** Days since 1970. */
function daysOf(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / yearsPerEra);
  const yearOfEra = shiftedYear - era * yearsPerEra;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - 719_468;
}

function twoDigits(text: string, place: number): number {
  return (text.charCodeAt(place) - zero) * 10 + text.charCodeAt(place + 1) - zero;
}

const [blank, dash, colon, zero] = [0x20, 0x2d, 0x3a, 0x30];
const beforeChrist = ' BC';

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
