import { gzipSync } from 'node:zlib';

/**
 * Data as an address to save it from, without a script: JSON, compressed by gzip so that a page stays light. In base64 no
 * value of the data can be taken for HTML.
 */
export function packedLink(data: object): string {
  const packed = gzipSync(JSON.stringify(data), { level: 9 });
  return `data:application/gzip;base64,${packed.toString('base64')}`;
}
