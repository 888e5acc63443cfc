const controls = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

const passwords = [
  /(:\/\/[^\s:/?#@]{0,200}:)(\S{1,500})(?=@)/g, // postgres://user:password@host
  /(\bpassword["']?\s*[=:]\s*["']?)([^\s"'&,}]{1,500})/gi, // password=..., password: ...
];

/**
 * Text of a user's file made safe for a terminal and a log, unit for unit, so that columns stay right: control and
 * direction characters (they could rewrite what is on the screen) become `\ufffd`, tabs a space, and the password of a
 * connection URL asterisks. Line feeds stay.
 */
export function printable(text: string): string {
  let safe = text;
  for (const pattern of passwords) safe = safe.replace(pattern, masked);
  return safe.replaceAll('\t', ' ').replace(controls, '\ufffd');
}

function masked(_: string, before: string, secret: string): string {
  // A reference to a variable is no secret, and seeing which one it is helps.
  return before + (/^\$\{.*\}?$/.test(secret) ? secret : '*'.repeat(secret.length));
}
