import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate and its key as PEM texts. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

interface Wanted {
  /** Its common name. */
  readonly name: string;
  /** Hosts that it is for. */
  readonly hosts?: readonly string[];
  /** Left out: signed by itself, as a root authority is. */
  readonly issuer?: Identity;
  readonly expired?: boolean;
}

let serial = 0;
const yearMs = 365 * 86_400_000;

/** Makes a certificate, valid from last year to next year unless it shall have expired. */
export function issue({ name, hosts = [], issuer, expired = false }: Wanted): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.publicKeyFromPem(publicKey);
  made.serialNumber = `0${(serial += 1)}`;
  made.validity.notBefore = new Date(Date.now() - yearMs);
  made.validity.notAfter = new Date(Date.now() + (expired ? -1 : 1) * (yearMs / 2));
  const subject = [{ name: 'commonName', value: name }];
  made.setSubject(subject);
  made.setIssuer(issuer === undefined ? subject : forge.pki.certificateFromPem(issuer.certificate).subject.attributes);
  made.setExtensions([
    { name: 'basicConstraints', cA: issuer === undefined, critical: true },
    ...(hosts.length === 0 ? [] : [{ name: 'subjectAltName', altNames: hosts.map(value => ({ type: 2, value })) }]),
  ]);
  made.sign(forge.pki.privateKeyFromPem(issuer?.key ?? privateKey), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(made), key: privateKey };
}
