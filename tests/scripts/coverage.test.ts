import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '#scripts/coverage.ts';
import { readChildCoverage } from '#scripts/support/childCoverage.ts';

const SOURCE = `import { Worker, isMainThread } from 'node:worker_threads';
interface Shape { readonly sides: number }
function onMain(shape: Shape): number {
  return shape.sides;
}
function inWorker(shape: Shape): number {
  return shape.sides * 2;
}
function never(): number {
  return 0;
}
if (isMainThread) {
  onMain({ sides: 3 });
  new Worker(new URL(import.meta.url));
} else {
  inWorker({ sides: 3 });
}
export { never };
`;

/** Runs SOURCE as a process of its own, with or without being measured, and returns where it stands and what was left. */
function runSource(measured: boolean) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'optimaliq-coverage-')));
  const file = path.join(root, 'program.ts');
  const reports = path.join(root, 'reports');
  writeFileSync(file, SOURCE);
  const { status } = spawnSync(process.execPath, [file], {
    env: { PATH: process.env['PATH'], ...(measured ? { NODE_V8_COVERAGE: reports } : {}) },
    stdio: 'inherit',
  });
  expect(status).toBe(0);
  return { root, file, reports };
}

const at = (text: string) => SOURCE.indexOf(text);

test('what a process and its worker thread ran counts, what neither ran does not', () => {
  const { root, file, reports } = runSource(true);
  const wasRun = readChildCoverage(reports, root);
  expect(wasRun(file, at('return shape.sides;'))).toBe(true);
  expect(wasRun(file, at('return shape.sides * 2;'))).toBe(true);
  expect(wasRun(file, at('return 0;'))).toBe(false);
  expect(wasRun(path.join(root, 'other.ts'), 0)).toBe(false);
});

test('without reports nothing was run', () => {
  const { root, file, reports } = runSource(false);
  expect(readChildCoverage(reports, root)(file, at('return shape.sides;'))).toBe(false);
});

test('half a report, left by a process that was killed, is passed over', () => {
  const { root, file, reports } = runSource(true);
  writeFileSync(path.join(reports, 'half.json'), '{"result":[{"url":');
  expect(readChildCoverage(reports, root)(file, at('return shape.sides;'))).toBe(true);
});

test('a line counts once, and is missed only when nothing that starts on it was run', () => {
  const source = 'a(); b();\nc();\nd();\n';
  const start = (line: number, column: number) => ({ start: { line, column } });
  const coverage = {
    path: '/x.ts',
    statementMap: { 0: start(1, 0), 1: start(1, 5), 2: start(2, 0), 3: start(3, 0) },
    s: { 0: 1, 1: 0, 2: 0, 3: 0 },
  };
  const { lines, missed } = linesOf(coverage, source, (_file, offset) => offset === source.indexOf('c()'));
  expect({ lines, missed }).toEqual({ lines: 3, missed: [3] });
});
