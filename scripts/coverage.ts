import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readChildCoverage, type WasRun } from '#scripts/support/childCoverage.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { CHILD_COVERAGE } from '#scripts/support/testRuns.ts';

const NEEDED_PERCENT = 95;
const REPORT = path.join(ROOT, 'coverage', 'coverage-final.json');

interface Position {
  readonly line: number;
  readonly column: number;
}
/** What vitest's v8 provider writes for each file (Istanbul's format). */
interface FileCoverage {
  readonly path: string;
  readonly statementMap: Readonly<Record<string, { readonly start: Position }>>;
  readonly s: Readonly<Record<string, number>>;
}

export interface LinesOfFile {
  readonly file: string;
  readonly lines: number;
  readonly missed: readonly number[];
}

/** Lines on which a statement starts, and those of them that neither the tests nor a process they started has run. */
export function linesOf(coverage: FileCoverage, source: string, wasRun: WasRun): LinesOfFile {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  const run = new Map<number, boolean>();
  for (const [key, { start }] of Object.entries(coverage.statementMap)) {
    const offset = (starts[start.line - 1] ?? 0) + start.column;
    const covered = (coverage.s[key] ?? 0) > 0 || wasRun(coverage.path, offset);
    run.set(start.line, covered || run.get(start.line) === true);
  }
  const missed = [...run].filter(([, covered]) => !covered).map(([line]) => line);
  return { file: path.relative(ROOT, coverage.path), lines: run.size, missed };
}

/** Whether enough lines of server/ and shared/ were run; prints the figure, and where it falls short the files that miss most. */
export function checkCoverage(): boolean {
  let report: Record<string, FileCoverage>;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8')) as typeof report;
  } catch {
    console.log('FAILED coverage: the unit tests left no report');
    return false;
  }
  const wasRun = readChildCoverage(CHILD_COVERAGE, ROOT);
  const files = Object.values(report).map((one) => linesOf(one, readFileSync(one.path, 'utf8'), wasRun));
  const total = files.reduce((sum, { lines }) => sum + lines, 0);
  const missed = files.reduce((sum, file) => sum + file.missed.length, 0);
  const percent = total === 0 ? 0 : (100 * (total - missed)) / total;
  const ok = percent >= NEEDED_PERCENT;
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} coverage: ${percent.toFixed(2)} % of ${total} lines in server/ and shared/ (${NEEDED_PERCENT} % needed)`,
  );
  if (!ok) {
    const worst = files.filter((file) => file.missed.length > 0).sort((a, b) => b.missed.length - a.missed.length);
    for (const file of worst.slice(0, 25))
      console.log(`  ${file.file}: ${file.missed.length} missed, lines ${file.missed.join(' ')}`);
  }
  return ok;
}

if (import.meta.main && !checkCoverage()) process.exitCode = 1;
