/** One message of the server: its type, and where in `bytes` its body lies. The bytes are the socket's: valid until it returns. */
type OnMessage = (type: number, bytes: Buffer, begin: number, end: number) => void;

/** Type byte and length, which counts itself. */
const headerBytes = 5;

/**
 * Splits what a socket delivers into the server's messages without making an object for each. pg's own parser makes three
 * and two events a message.
 * Source: PostgreSQL documentation, "Message Formats".
 * @returns takes the next chunk, and copies what it has to keep of it
 */
export function createMessageSplitter(onMessage: OnMessage): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  /** Bytes without which there is nothing to do: so a long message is put together once, not at each chunk. */
  let neededBytes = headerBytes;

  return chunk => {
    heldBytes += chunk.length;
    if (heldBytes < neededBytes) return void held.push(Buffer.from(chunk));
    const bytes = held.length === 0 ? chunk : Buffer.concat([...held, chunk], heldBytes);
    let at = 0;
    neededBytes = headerBytes;
    while (at + headerBytes <= bytes.length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) {
        neededBytes = end - at;
        break;
      }
      onMessage(bytes[at]!, bytes, at + headerBytes, end);
      at = end;
    }
    heldBytes = bytes.length - at;
    held = heldBytes === 0 ? [] : [Buffer.from(bytes.subarray(at))];
  };
}
