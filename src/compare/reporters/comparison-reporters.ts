import { renderBenchmark } from '../../report/reporters/benchmark.ts';
import { renderGithubAnnotations } from '../../report/reporters/github-annotations.ts';
import type { JudgedSubject } from '../../report/reporters/judged-case.ts';
import { renderJunit } from '../../report/reporters/junit.ts';
import type { ReporterKind } from '../../report/reporters/reporter-files.ts';
import type { Comparison } from '../comparison.generated.ts';
import { renderComparisonHtml } from '../html/comparison-page.ts';
import { candidateFigures } from './candidate-figures.ts';
import { renderComparisonMarkdown } from './comparison-markdown.ts';
import { metricCases, type FailOn } from './metric-cases.ts';

/** A comparison to be told of. */
export interface ToldComparison {
  readonly comparison: Comparison;
  readonly failOn: FailOn;
  /** The scenario of the candidate, for annotations. */
  readonly file: string;
}

/** By kind: a comparison as the text of a file. */
export const comparisonReporters: Readonly<Record<ReporterKind, (told: ToldComparison) => string>> = {
  json: ({ comparison }) => `${JSON.stringify(comparison, null, 2)}\n`,
  html: ({ comparison }) => renderComparisonHtml(comparison),
  markdown: ({ comparison }) => renderComparisonMarkdown(comparison),
  junit: told => renderJunit([subjectOf(told)]),
  github: told => renderGithubAnnotations([subjectOf(told)]),
  benchmark: ({ comparison }) => renderBenchmark([candidateFigures(comparison)], 'smaller'),
  'benchmark-bigger': ({ comparison }) => renderBenchmark([candidateFigures(comparison)], 'bigger'),
};

/** Named after the scenario alone: readers of JUnit keep a history by name, and sides are called otherwise every time. */
function subjectOf({ comparison, failOn, file }: ToldComparison): JudgedSubject {
  return {
    name: `${comparison.scenario.name} compared`,
    startedAt: comparison.comparedAt,
    durationMs: 0,
    cases: metricCases(comparison, failOn),
    file,
  };
}
