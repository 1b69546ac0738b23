import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';

/** `npm start` as a person without a display types it. */
function startWithoutDisplay(data: string) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  return spawn('npm', ['start', '--silent', '--', '--port', '0', '--data', data], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

test('without a display npm start serves the demo, says why, and ends well when told to', async () => {
  const child = startWithoutDisplay(mkdtempSync(path.join(tmpdir(), 'optimaliq-start-')));
  onTestFinished(() => void child.kill('SIGTERM'));
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('ready ')) break;
  }
  const said = lines.join('\n');
  expect(said).toContain('There is no display for a window, so the console is served to your browser instead');
  for (const name of ['support', 'finance', 'admin'])
    expect(said).toMatch(new RegExp(`${name}@demo\\.test +optimaliq-demo`));
  const address = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(said)?.[1];
  const page = await fetch(`${String(address)}/console/`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<div id="root">');

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
