/** `user:password@` of a URL, and a `password=` among its parameters. */
const inUserPart = /(:\/\/[^\s"/:@]*):[^\s"@]+@/g;
const inParameters = /([?&]password=)[^\s"&]+/gi;

/**
 * A net below the rule that no connection URL goes into a line: words that come from elsewhere, such as the message of an
 * error, may hold one.
 */
export function withoutPasswords(line: string): string {
  return line.replace(inUserPart, '$1:***@').replace(inParameters, '$1***');
}
