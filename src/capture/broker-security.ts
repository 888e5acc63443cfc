import { readFile } from 'node:fs/promises';
import { messageOf, UsageError } from '../shared/errors.ts';

/** How to be let in by a broker. Secrets are named by their files, so that none stands in a scenario. */
export interface BrokerSecurity {
  readonly username?: string;
  readonly passwordFile?: string;
  /** PEM of the authorities to trust instead of the system's. */
  readonly caFile?: string;
  /** PEM of this client's certificate and key, where the broker asks for them. */
  readonly certFile?: string;
  readonly keyFile?: string;
}

export interface BrokerCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/**
 * Reads the files.
 * @throws UsageError naming the setting and the file that cannot be read
 */
export async function readCredentials(security: BrokerSecurity): Promise<BrokerCredentials> {
  const { username } = security;
  const [password, ca, cert, key] = await Promise.all([
    readSetting('passwordFile', security.passwordFile),
    readSetting('caFile', security.caFile),
    readSetting('certFile', security.certFile),
    readSetting('keyFile', security.keyFile),
  ]);
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: password.replace(/\r?\n$/, '') }),
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
  };
}

async function readSetting(name: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`security.${name} cannot be read: ${messageOf(error)}`);
  });
}
