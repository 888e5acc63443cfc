/** Begins what Java's clients compress with snappy: blocks in the framing of snappy-java, not the bare format. */
const magic = Buffer.from('\u0082SNAPPY\0', 'latin1');
/** The magic and two version numbers. */
const headerBytes = 16;
const lengthBytes = 4;

interface Algorithm {
  decompressSync: (data: Buffer) => Buffer;
}

/** Lets the library's snappy read what Java's clients wrote: by itself it knows the bare format only. */
export function teachSnappyFraming(snappy: Algorithm): void {
  const { decompressSync } = snappy;
  if (decompressSync.name === decompressFramed.name) return;
  snappy.decompressSync = decompressFramed;

  function decompressFramed(data: Buffer): Buffer {
    return data.subarray(0, magic.length).equals(magic)
      ? Buffer.concat(blocksOf(data).map(decompressSync))
      : decompressSync(data);
  }
}

/** Each block is its length, big-endian, and that many bytes (snappy-java, `SnappyOutputStream`). */
function blocksOf(data: Buffer): readonly Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = headerBytes; at < data.length;) {
    const begin = at + lengthBytes;
    at = begin + data.readInt32BE(at);
    blocks.push(data.subarray(begin, at));
  }
  return blocks;
}
