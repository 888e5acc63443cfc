/** What a run leaves behind and nobody commits. */
const folders = ['reports', 'logs'];

/** The lines that a .gitignore lacks, to be put at its end; empty when it lacks none. */
export function linesToIgnore(gitignore: string): string {
  const present = new Set(gitignore.split(/\r?\n/).map(folderIn));
  const missing = folders.filter(folder => !present.has(folder));
  if (missing.length === 0) return '';
  const lineBreak = gitignore === '' || gitignore.endsWith('\n') ? '' : '\n';
  return `${lineBreak}${missing.map(folder => `${folder}/\n`).join('')}`;
}

/** `reports` for `/reports/`, `reports/*` and other ways to write it. */
function folderIn(line: string): string {
  return line
    .trim()
    .replace(/^\//, '')
    .replace(/\/\*{0,2}$/, '');
}
