import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { HUB_NODE_OPTIONS, HUB_PROGRAM } from '#scripts/support/hubProgram.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { readConfiguration } from '#server/entry/configuration/configuration.ts';

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

it('the example configuration is one', () => {
  const { settings } = readConfiguration(['--config', path.join(ROOT, 'deploy/hub.example.json')], {});
  expect(settings).toMatchObject({ host: '0.0.0.0', port: 443, data: '/var/lib/optimaliq/data' });
});

it('the unit and the image start programs that exist, as somebody else than root', () => {
  const [unit, image] = [read('deploy/optimaliq-hub.service'), read('deploy/Dockerfile')];
  for (const words of [HUB_PROGRAM, ['server/entry/checkHealth.ts']]) {
    expect(read(words.at(-1) ?? '')).not.toBe('');
    expect(image).toContain(['node', ...words].map((word) => JSON.stringify(word)).join(', '));
  }
  expect(unit).toMatch(/^ExecStart=\S+\/node /m);
  expect(unit).toContain(`/node ${HUB_PROGRAM.join(' ')} --config `);
  expect(unit).toMatch(/^User=optimaliq$/m);
  expect(image).toMatch(/^USER node$/m);
  expect(image.match(/^FROM /gm)).toHaveLength(2);
});

it('a server started by npm has the same options as those', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(scripts['serve']).toContain(
    ` ${HUB_NODE_OPTIONS.map((option) => `--node=${option}`).join(' ')} server/entry/headless.ts`,
  );
});
