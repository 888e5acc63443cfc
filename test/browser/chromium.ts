import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real Chromium without a window: `CHROMIUM`, else Debian's.
 * @throws Error that says how to install it where there is none: a test that is skipped proves nothing
 */
export async function startChromium(path = process.env['CHROMIUM'] ?? '/usr/bin/chromium'): Promise<Browser> {
  if (!existsSync(path)) {
    throw new Error(
      `no Chromium at ${path}: run \`apt-get install -y chromium\`, or say where it is: CHROMIUM=/path/to/it`,
    );
  }
  return chromium.launch({ executablePath: path, args: flags, headless: true });
}
