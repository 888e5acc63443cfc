import { markup, type Content } from '../html/markup.ts';
import type { JudgedCase, JudgedSubject } from './judged-case.ts';

const elementOf = { failed: 'failure', error: 'error', suspect: 'skipped', skipped: 'skipped' } as const;

/**
 * JUnit XML: a suite for each run, a test case for each question. There is no specification; these are the elements and
 * attributes that Jenkins' junit-10.xsd allows; what is suspect is skipped there. GitLab shows `classname` and no suite, so the suite's name stands in it.
 */
export function renderJunit(subjects: readonly JudgedSubject[]): string {
  const all = subjects.flatMap(({ cases }) => cases);
  const durationMs = subjects.reduce((sum, subject) => sum + subject.durationMs, 0);
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="alimentador" ${totals(all)} time="${seconds(durationMs)}">
${subjects.map(suite)}</testsuites>
`.text;
}

function suite({ name, startedAt, durationMs, cases }: JudgedSubject): Content {
  const timestamp = startedAt.replace(/\.\d+Z$/, '');
  return markup`  <testsuite name="${xmlText(name)}" ${totals(cases)} time="${seconds(durationMs)}" timestamp="${timestamp}">
${cases.map(each => testCase(name, each))}  </testsuite>
`;
}

/** No time of its own is measured for a question: the attribute says 0, as readers want one. */
function testCase(suiteName: string, { group, name, status, message, details }: JudgedCase): Content {
  const start = markup`    <testcase classname="${xmlText(`${suiteName}.${group}`)}" name="${xmlText(name)}" time="0"`;
  if (status === 'passed') return markup`${start}/>\n`;
  const text = [message, ...details].map(xmlText).join('\n');
  const element = elementOf[status];
  const attributes = markup`message="${xmlText(message)}"${element !== 'skipped' && markup` type="${group}"`}`;
  // The element's name is one of ours, so it may stand in the markup as it is.
  const answer = {
    failure: markup`<failure ${attributes}>${text}</failure>`,
    error: markup`<error ${attributes}>${text}</error>`,
    skipped: markup`<skipped ${attributes}/>`,
  }[element];
  return markup`${start}>
      ${answer}
    </testcase>
`;
}

function totals(cases: readonly JudgedCase[]): Content {
  const elements = cases.map(({ status }) => (status === 'passed' ? undefined : elementOf[status]));
  const count = (element: (typeof elements)[number]): number => elements.filter(each => each === element).length;
  return markup`tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

/** Without what XML 1.0 has no way to write, beside the control characters that `markup` makes visible: halves of pairs. */
function xmlText(text: string): string {
  return text.replace(
    /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
}
