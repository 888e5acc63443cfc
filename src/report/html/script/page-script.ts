// What a page can do beyond being read, where its script may run: sort tables, tell values under the pointer, zoom charts.
// Bundled into ../page-script.generated.ts by `npm run generate`.
import { enhanceCharts } from './enhance-charts.ts';
import { makeSortable } from './sort-tables.ts';

document.querySelectorAll<HTMLTableElement>('.scroll > table').forEach(makeSortable);
enhanceCharts();
