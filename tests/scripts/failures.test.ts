import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failuresIn, summaryOf } from '#scripts/support/failures.ts';

function reportFile(testResults: readonly object[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'optimaliq-failures-')), 'report.json');
  writeFileSync(file, JSON.stringify({ testResults }));
  return file;
}

const passed = { status: 'passed', title: 'that holds', failureMessages: [] };
const message =
  '\u001B[31mAssertionError: expected 1 to be 2\u001B[39m\n    at /check/out/tests/e2e/chat.test.ts:12:3\n';

test('of each failed test its file, its name, why, and where its pages stood', () => {
  const failed = { status: 'failed', title: 'that does not', failureMessages: [message] };
  const withPages = { ...failed, title: 'nor this', meta: { stood: '#/inbox: Nothing here' } };
  const name = '/check/out/tests/e2e/chat.test.ts';
  const file = reportFile([{ name, status: 'failed', assertionResults: [passed, failed, withPages] }]);
  expect(failuresIn(file, '')).toEqual([
    'tests/e2e/chat.test.ts: that does not: AssertionError: expected 1 to be 2 at tests/e2e/chat.test.ts:12',
    'tests/e2e/chat.test.ts: nor this: AssertionError: expected 1 to be 2 at tests/e2e/chat.test.ts:12 | #/inbox: Nothing here',
  ]);
});

test('a file that broke by itself says why; a run without a report says nothing', () => {
  const name = '/check/out/tests/shared/money.test.ts';
  const broken = { name, status: 'failed', message: 'SyntaxError: no such export\n', assertionResults: [] };
  expect(failuresIn(reportFile([broken, { name, status: 'passed', assertionResults: [passed] }]), '')).toEqual([
    'tests/shared/money.test.ts: SyntaxError: no such export',
  ]);
  expect(failuresIn('/nowhere/report.json', '')).toEqual([]);
});

test('what failed outside of tests is found in what was printed', () => {
  const file = reportFile([
    { name: '/check/out/tests/server/core.test.ts', status: 'failed', message: '', assertionResults: [passed] },
  ]);
  const output = [
    '\u001B[31m FAIL \u001B[39m unit  tests/server/core.test.ts > closing',
    'HookTimeoutError: Hook timed out in 60000ms.',
    ' FAIL  unit  tests/other.test.ts > elsewhere',
  ];
  expect(failuresIn(file, output.join('\n'))).toEqual([
    'tests/server/core.test.ts > closing: HookTimeoutError: Hook timed out in 60000ms.',
  ]);
});

test('all failures together are short enough to be the end of a log, and each is one line', () => {
  const long = `why\n${'because '.repeat(1_000)}`;
  expect(summaryOf(['lint'])).toEqual(['failed: lint']);
  for (const count of [1, 3, 10]) {
    const lines = summaryOf(Array.from({ length: count }, () => long));
    expect(lines).toHaveLength(count);
    expect(lines.join('\n').length).toBeLessThan(1_700);
    expect(lines.every((line) => !line.includes('\n') && line.length > 100)).toBe(true);
  }
});
