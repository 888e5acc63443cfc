import { gunzipSync } from 'node:zlib';

/** The report, or comparison, that a page offers to save. */
export function savedReport(page: string): unknown {
  const [, base64 = ''] = /href="data:application\/gzip;base64,([^"]*)"/.exec(page) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8'));
}
