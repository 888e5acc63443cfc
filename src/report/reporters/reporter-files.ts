/** Kinds of reporters, each with a name that its file may have. */
export const reporterFiles = {
  json: 'report.json',
  html: 'report.html',
  markdown: 'summary.md',
  junit: 'junit.xml',
  github: 'annotations.txt',
  benchmark: 'benchmark.json',
  'benchmark-bigger': 'benchmark-bigger.json',
} as const;

export type ReporterKind = keyof typeof reporterFiles;

export const reporterKinds = Object.keys(reporterFiles) as ReporterKind[];
