import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], { cwd: ROOT, encoding: 'utf8' });

test.each(['torture', 'bench'])('npm run %s without a name says which there are', (script) => {
  const { status, stderr } = run(script);
  expect(status).toBe(2);
  expect(stderr).toContain(`usage: npm run ${script} -- NAME`);
});

test.each(['torture', 'bench'])('npm run %s with a name that is none says so', (script) => {
  const { status, stderr } = run(script, 'nothing');
  expect(status).toBe(2);
  expect(stderr).toContain(`There is no ${script} named nothing.`);
});
