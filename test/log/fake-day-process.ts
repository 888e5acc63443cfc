// A process that lives on other days: it writes what it is told, waits for the midnights in between, and ends.
// Arguments: folder, first instant (ISO), days, text.
import { mock } from 'node:test';
import { parseLevels } from '../../src/log/levels.ts';
import { openLogs } from '../../src/log/open-logs.ts';

const [folder = '', start = '', days = '1', text = ''] = process.argv.slice(2);
mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.parse(start) });
const logs = await openLogs(folder, parseLevels('info'), problem => void process.stderr.write(`${problem}\n`));
for (let day = 1; day <= Number(days); day++) {
  if (day > 1) {
    mock.timers.tick(24 * 3_600_000);
    // What follows from a roll is told in a later turn of the event loop.
    await new Promise(resolve => setImmediate(resolve));
  }
  logs.run.info(text, { day });
}
