import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { lsnFromWords, lsnText } from '../../shared/lsn.ts';
import { OwnSocket } from '../connection/own-socket.ts';
import { identifier } from '../sql-text.ts';
import { startFeedback, type Feedback } from './feedback.ts';
import { createMessageSplitter } from './message-splitter.ts';
import { serverError } from './server-error.ts';
import type { StreamEnd } from './stream-end.ts';
import type { Walsender } from './walsender.ts';

/** What to read, and from where. */
export interface WalStreamRequest {
  readonly slotName: string;
  readonly publication: string;
  readonly startLsn: number;
  readonly clock: Clock;
}

/** Who reads a stream. */
export interface WalReader {
  /** The server has begun to stream; nothing has come yet. */
  onStarted(): void;
  /**
   * Takes the next message of the output plugin: `bytes` from `begin` to `end`, valid until it returns.
   * @param lsn XLogData's start
   * @param receivedUs by the clock's nowUs(), when its last byte came
   */
  onData(bytes: Buffer, begin: number, end: number, lsn: number, receivedUs: number): void;
  /** All that was committed before `walEnd` has been sent. */
  onKeepalive(walEnd: number): void;
  /** Up to where the server may forget. */
  flushedLsn(): number;
}

export interface WalStream {
  /** Resolves once the server streams; never when the stream ends before. */
  readonly started: Promise<void>;
  readonly ended: Promise<StreamEnd>;
  /** Back-pressure: no more is read than has come already, while the server goes on hearing of us. */
  pause(): void;
  resume(): void;
  /** Ends the stream from our side. */
  close(): Promise<void>;
}

/** Types of the server's messages. */
const type = { copyBoth: 0x57, copyData: 0x64, error: 0x45 } as const;
/** Kinds of what a CopyData message holds. */
const kind = { data: 0x77, keepalive: 0x6b } as const;
/** Kind, start, end and send time stand before the plugin's message. */
const dataHeaderBytes = 25;
const goodbye = Buffer.from([0x63, 0, 0, 0, 4, 0x58, 0, 0, 0, 4]); // CopyDone, Terminate
const patienceMs = 2_000;

/** Starts to read a slot on a session that serves nothing else from then on: its socket is ours, pg sees it only close. */
export function streamWal(walsender: Walsender, request: WalStreamRequest, reader: WalReader): WalStream {
  const socket = walsender.connection.stream;
  let settleStart: () => void;
  let settleEnd: (end: StreamEnd) => void;
  const started = new Promise<void>(resolve => (settleStart = resolve));
  const ended = new Promise<StreamEnd>(resolve => (settleEnd = resolve));
  const end = (reason: StreamEnd): void => {
    feedback.stop();
    settleEnd(reason);
  };
  const drop = (reason: StreamEnd): void => {
    end(reason);
    socket.destroy();
  };
  const feedback = startFeedback({
    write: bytes => void (socket.writable && socket.write(bytes)),
    flushedLsn: () => reader.flushedLsn(),
    isListening: () => !socket.isPaused(),
    onSilence: reason => drop({ kind: 'lost', reason }),
    clock: request.clock,
  });
  const take = createMessageTaker(reader, feedback, {
    started: () => {
      reader.onStarted();
      settleStart();
    },
    refused: drop,
  });
  const stopReading = readSocket(socket, request.clock, take, error => drop({ kind: 'failed', error }));
  socket.once('error', error => drop({ kind: 'lost', reason: messageOf(error) }));
  socket.once('close', () => end({ kind: 'lost', reason: 'the server closed the connection' }));
  walsender.connection.query(startCommand(request));
  return {
    started,
    ended,
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    close: async () => {
      const closed = new Promise(resolve => socket.once('close', resolve));
      if (socket.writable) feedback.send();
      end({ kind: 'closed' });
      if (socket.destroyed) return;
      stopReading();
      socket.end(goodbye);
      await Promise.race([closed, pause(patienceMs, undefined, { ref: false })]);
      socket.destroy();
    },
  };
}

/**
 * The replication command; it is no SQL, and takes no parameters.
 * Source: PostgreSQL documentation, "Streaming Replication Protocol" and "Logical Streaming Replication Parameters".
 */
function startCommand({ slotName, publication, startLsn }: WalStreamRequest): string {
  // The server splits the list as SQL would, so a name is quoted twice; replication commands know no E'' strings.
  const publications = `'${identifier(publication).replaceAll("'", "''")}'`;
  const options = `proto_version '1', publication_names ${publications}, messages 'true'`;
  return `START_REPLICATION SLOT ${identifier(slotName)} LOGICAL ${lsnText(startLsn)} (${options})`;
}

/**
 * Takes the socket from pg: its parser would make an object and two events of each message.
 * @returns lets what still comes pass
 */
function readSocket(
  socket: Duplex,
  clock: Clock,
  take: (bytes: Buffer, begin: number, end: number, type: number, receivedUs: number) => void,
  onError: (error: unknown) => void,
): () => void {
  let receivedUs = 0;
  const split = createMessageSplitter((type, bytes, begin, end) => {
    if (!socket.destroyed) take(bytes, begin, end, type, receivedUs);
  });
  const takeBytes = (bytes: Buffer): void => {
    receivedUs = clock.nowUs();
    try {
      split(bytes);
    } catch (error) {
      onError(error);
    }
  };
  socket.removeAllListeners('data');
  if (socket instanceof OwnSocket) {
    socket.takeBytes(takeBytes);
    return () => socket.takeBytes(() => undefined);
  }
  socket.on('data', takeBytes);
  return () => void socket.removeAllListeners('data').resume();
}

function createMessageTaker(
  reader: WalReader,
  feedback: Feedback,
  on: { started: () => void; refused: (end: StreamEnd) => void },
): (bytes: Buffer, begin: number, end: number, type: number, receivedUs: number) => void {
  return (bytes, begin, end, messageType, receivedUs) => {
    if (messageType === type.copyBoth) on.started();
    else if (messageType === type.error) on.refused({ kind: 'refused', error: serverError(bytes, begin, end) });
    else if (messageType !== type.copyData) return;
    else if (bytes[begin] === kind.data) {
      const lsn = lsnAt(bytes, begin + 1);
      feedback.heard(lsn, receivedUs);
      reader.onData(bytes, begin + dataHeaderBytes, end, lsn, receivedUs);
    } else if (bytes[begin] === kind.keepalive) {
      const walEnd = lsnAt(bytes, begin + 1);
      feedback.heard(walEnd, receivedUs);
      reader.onKeepalive(walEnd);
      if (bytes[begin + 17] === 1) feedback.send();
    }
  };
}

function lsnAt(bytes: Buffer, at: number): number {
  return lsnFromWords(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4));
}
