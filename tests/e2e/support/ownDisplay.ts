import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll } from 'vitest';

/**
 * An invisible display for each test file, where `npm test` asks for it: files run side by side, and two windows on one display would take the
 * keyboard from each other. Ends with the file.
 */
if (process.env['OPTIMALIQ_TEST_OWN_DISPLAY'] === '1') {
  const { child, name } = await startDisplay();
  process.env['DISPLAY'] = name;
  const end = (): void => void child.kill();
  process.once('exit', end);
  afterAll(() => {
    process.off('exit', end);
    end();
  });
}

/** Xvfb takes the first number that is free and prints it. */
async function startDisplay(): Promise<{ child: ChildProcess; name: string }> {
  const parameters = ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  const name = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, number] = /^(\d+)\n/.exec(printed) ?? [];
      if (number !== undefined) resolve(`:${number}`);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`Xvfb ended with code ${String(code)} before it had a display`));
    });
  });
  return { child, name };
}
