import { spawn } from 'node:child_process';
import { ROOT } from '#scripts/support/paths.ts';
import { ended, type Ended } from '#tests/torture/support/program.ts';

/** Runs a program and types each answer once its question has appeared. */
export async function converse(
  [command, args]: readonly [command: string, args: readonly string[]],
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<Ended> {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'pipe' });
  const end = ended(child);
  const waiting = [...answers];
  let seen = '';
  child.stdout.on('data', (chunk: string) => {
    seen += chunk;
    const [next] = waiting;
    if (next === undefined || !seen.includes(next[0])) return;
    waiting.shift();
    child.stdin.write(next[1]);
  });
  return end;
}
