import { messageOf } from '../../shared/errors.ts';

/** Codes of Node, OpenSSL and libuv in words; what is not here speaks for itself. */
const words: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate was not issued by the authority of sslrootcert",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is signed by itself, and not the one of sslrootcert",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate was not issued by the authority of sslrootcert",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate was not issued by the authority of sslrootcert",
  CERT_SIGNATURE_FAILURE: "the server's certificate was not issued by the authority of sslrootcert",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet",
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: 'the key of sslkey does not belong to the certificate of sslcert',
  ERR_OSSL_BAD_DECRYPT: 'the key of sslkey is encrypted, and sslpassword does not open it',
  ERR_MISSING_PASSPHRASE: 'the key of sslkey is encrypted, and there is no sslpassword',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the server does not know who issued the client certificate (sslcert)',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the server asks for a client certificate (sslcert and sslkey)',
  ECONNREFUSED: 'nobody listens there',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
};

/** Nobody answered: another way to speak would not either. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
]);

/** Why a session could not be opened, in one line without secrets. */
export function failureText(error: unknown): string {
  const names = namesInCertificate(error);
  if (names !== undefined) return `the server's certificate is for another host (${names})`;
  if (error instanceof Error && error.message === 'The server does not support SSL connections') {
    return 'the server does not speak TLS, and sslmode insists on it';
  }
  const text = messageOf(error).trim();
  if (text.includes('unsupported startup parameter')) {
    return `a connection pooler (pgbouncer) stands in between and does not pass this on: ${text}`;
  }
  const code = codeOf(error);
  const known = code === undefined ? undefined : words[code];
  return known === undefined ? text : `${known} (${text})`;
}

/** Whether trying with or without TLS instead makes sense. */
export function mayWorkOtherwise(error: unknown): boolean {
  const code = codeOf(error);
  const isTimeout = error instanceof Error && /timeout/i.test(error.message);
  return !isTimeout && (code === undefined || !unreachable.has(code));
}

function codeOf(error: unknown): string | undefined {
  const [first = error] = error instanceof AggregateError ? error.errors : [error];
  const code: unknown = first instanceof Error && 'code' in first ? first.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function namesInCertificate(error: unknown): string | undefined {
  if (codeOf(error) !== 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
  const { cert } = error as { cert?: { subjectaltname?: string; subject?: { CN?: string } } };
  return cert?.subjectaltname ?? cert?.subject?.CN ?? 'it names none';
}
