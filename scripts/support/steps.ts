import { spawn } from 'node:child_process';
import { ROOT } from '#scripts/support/paths.ts';

/** One command of a check or a build. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly output: string;
}

/** Runs one command to its end and keeps what it printed. Never throws: a command that does not start has failed. */
export async function runStep(step: Step): Promise<StepResult> {
  const start = performance.now();
  const chunks: Buffer[] = [];
  const ok = await new Promise<boolean>((resolve) => {
    const child = spawn(step.command, step.args, {
      cwd: ROOT,
      env: { ...process.env, ...step.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message));
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  return {
    name: step.name,
    ok,
    milliseconds: performance.now() - start,
    output: Buffer.concat(chunks).toString().trim(),
  };
}

/** One line for a step; its whole output only when it failed. */
export function printResult({ name, ok, milliseconds, output }: StepResult, remark = ''): void {
  const seconds = (milliseconds / 1_000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${remark === '' ? '' : `: ${remark}`}`);
  if (!ok) console.log(output);
}

/** Runs the steps two at a time (the machines we know have two cores) and prints each as it ends. */
export async function runSteps(steps: readonly Step[], atOnce = 2): Promise<readonly StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      printResult(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Ends the process well only if every step did. */
export function report(results: readonly StepResult[]): void {
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
}
