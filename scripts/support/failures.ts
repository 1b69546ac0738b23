import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** What may remain of a long log is its end: all that failed, in this many characters. */
const MOST_CHARACTERS = 1_500;
/** However many failed, what is said of each still says something. */
const FEWEST_CHARACTERS = 120;

interface Report {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly failureMessages: readonly string[];
      /** Of an end-to-end test: where its pages stood (tests/e2e/support/onFailure.ts). */
      readonly meta?: { readonly stood?: string };
    }[];
  }[];
}

/** The first line of an error, and the first place in our own tests that it came through. */
function firstOf(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const place = lines.map((line) => /tests\/\S+?:\d+/.exec(line)?.[0]).find((found) => found !== undefined);
  return [lines[0] ?? '', ...(place === undefined ? [] : [`at ${place}`])].join(' ');
}

/** What was printed of suites that failed outside of their tests (a hook, an import), which the report leaves out. */
function suitesIn(output: string, file: string): readonly string[] {
  const lines = stripVTControlCharacters(output).split('\n');
  return lines.flatMap((line, index) =>
    line.trimStart().startsWith('FAIL ') && line.includes(file)
      ? [`${line.slice(line.indexOf(file))}: ${(lines[index + 1] ?? '').trim()}`]
      : [],
  );
}

/** Of each test that failed: its file and name, why, and where its pages stood; `reportFile` is vitest's JSON report, `output` what it printed. */
export function failuresIn(reportFile: string, output: string): readonly string[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  } catch {
    return [];
  }
  return (report.testResults ?? []).flatMap(({ name, status, message = '', assertionResults }) => {
    const file = /tests\/.*/.exec(name)?.[0] ?? name;
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed')
      return message === '' ? suitesIn(output, file) : [`${file}: ${firstOf(message)}`];
    return failed.map(({ title, failureMessages, meta }) =>
      [
        `${file}: ${title}: ${firstOf(failureMessages[0] ?? '')}`,
        ...(meta?.stood === undefined ? [] : [meta.stood]),
      ].join(' | '),
    );
  });
}

/** One line for each, all of them together short enough to be the end of a log. */
export function summaryOf(failures: readonly string[]): readonly string[] {
  const each = Math.max(FEWEST_CHARACTERS, Math.floor(MOST_CHARACTERS / Math.max(failures.length, 1)));
  return failures.map((failure) => `failed: ${failure.replaceAll(/\s+/g, ' ').slice(0, each)}`);
}
