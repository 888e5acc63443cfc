import { writeFileSync } from 'node:fs';
import { renderHtml } from '../../../src/report/html/page.ts';
import { sampleRuns } from '../../fixtures/reports/sample-runs.ts';
for (const [name, report] of Object.entries(sampleRuns())) {
  const t = performance.now();
  const text = renderHtml(report);
  console.log(name, text.length, Math.round(performance.now() - t) + 'ms');
  writeFileSync(`/tmp/shots/${name}.html`, text);
}
