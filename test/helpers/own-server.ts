import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { accountForServer } from '../../src/postgres/embedded/account.ts';
import { answers } from '../../src/postgres/embedded/answers.ts';
import { installedNative, runnableBinaries } from '../../src/postgres/embedded/binaries.ts';
import { freePort } from '../../src/postgres/embedded/free-port.ts';
import { initDataFolder } from '../../src/postgres/embedded/init-data-folder.ts';
import { makeServerFolder, removeServerFolder, temporaryBase } from '../../src/postgres/embedded/server-folder.ts';
import { startServerProcess, type ServerProcess } from '../../src/postgres/embedded/server-process.ts';
import { undoList } from '../../src/postgres/embedded/undo-list.ts';

const password = 'superuser';

/** A server of the embedded binaries that behaves as one of somebody else's: PostgreSQL's own settings, and restarts. */
export interface OwnServer {
  readonly port: number;
  /** Of the superuser, over TCP. */
  readonly url: string;
  /** Folder of its socket. */
  readonly socketFolder: string;
  restart(): Promise<void>;
}

/** Starts it; it goes with the test file. */
export async function startOwnServer(): Promise<OwnServer> {
  const account = accountForServer();
  const place = makeServerFolder(temporaryBase(undefined, account), account);
  const { initdb, postgres } = runnableBinaries({
    native: installedNative(),
    account,
    folder: place.folder,
    copy: place.native,
  });
  await initDataFolder({ initdb, place, account, password, undo: undoList() });
  const port = await freePort();
  const words = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: place.data,
    fsync: 'off',
  };
  const start = (): ServerProcess =>
    startServerProcess({
      postgres,
      arguments: ['-D', place.data, ...Object.entries(words).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      place,
      account,
    });
  let process = start();
  globalThis.process.once('exit', () => process.endNow());
  after(async () => {
    await process.end();
    removeServerFolder(place.folder);
  });
  const isReady = async (): Promise<void> => {
    while (!(await answers(port, password))) {
      if (process.hasExited()) throw new Error(`the server ended: see ${place.logFile}`);
      await delay(20);
    }
  };
  await isReady();
  return {
    port,
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    socketFolder: place.data,
    restart: async () => {
      await process.end();
      process = start();
      await isReady();
    },
  };
}
