/**
 * Run as a process by the tests: owns an embedded server in the folder given, prints the server as a line of JSON and
 * ends in the way given: `wait` (until killed), `exit` (an exit handler stops the server), `exit-while-starting`.
 */
import { startEmbeddedServer } from '../../../src/postgres/embedded/server.ts';

const [temporaryFolder, ending] = process.argv.slice(2);
if (temporaryFolder === undefined) throw new Error('usage: owner-process.ts FOLDER ENDING');

if (ending === 'exit-while-starting') {
  const controller = new AbortController();
  process.on('exit', () => controller.abort());
  setTimeout(() => process.exit(7), Number(process.argv[4]));
  await startEmbeddedServer({ temporaryFolder, signal: controller.signal });
  process.exit(0);
}

const server = await startEmbeddedServer({ temporaryFolder });
console.log(JSON.stringify({ pid: server.pid, folder: server.folder, url: server.url }));
if (ending === 'wait') setInterval(() => undefined, 1_000);
if (ending === 'exit') {
  process.on('exit', () => {
    server.stopNow();
    server.stopNow();
  });
  process.exit(7);
}
