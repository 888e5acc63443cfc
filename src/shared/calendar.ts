/**
 * Proleptic Gregorian calendar on whole numbers, so that no time zone, locale or clock has a say.
 * Days count from 1970-01-01. Algorithms: Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
 */
export const secondsPerDay = 86_400;

export function dateText(days: number): string {
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
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Seconds since 1970 as PostgreSQL prints a timestamp: `2024-01-31 08:05:00`. */
export function timestampText(seconds: number): string {
  const days = Math.floor(seconds / secondsPerDay);
  const rest = seconds - days * secondsPerDay;
  return `${dateText(days)} ${two(Math.floor(rest / 3_600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
}

/** Seconds since 1970 of a date or timestamp text made by this module, or of `2024-01-01T00:00:00Z`. */
export function secondsOf(text: string): number {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  if (text.length < 19) return days * secondsPerDay;
  return (
    days * secondsPerDay +
    Number(text.slice(11, 13)) * 3_600 +
    Number(text.slice(14, 16)) * 60 +
    Number(text.slice(17, 19))
  );
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
