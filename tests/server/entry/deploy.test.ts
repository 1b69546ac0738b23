import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';
import { readConfiguration } from '#server/entry/configuration/configuration.ts';

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

it('the example configuration is one', () => {
  const { settings } = readConfiguration(['--config', path.join(ROOT, 'deploy/hub.example.json')], {});
  expect(settings).toMatchObject({ host: '0.0.0.0', port: 443, data: '/var/lib/optimaliq/data' });
});

it('the unit and the image start programs that exist, as somebody else than root', () => {
  const [unit, image] = [read('deploy/optimaliq-hub.service'), read('deploy/Dockerfile')];
  for (const program of ['server/entry/headless.ts', 'server/entry/checkHealth.ts']) {
    expect(read(program)).not.toBe('');
    expect(image).toContain(`"node", "${program}"`);
  }
  expect(unit).toMatch(/^ExecStart=\S+\/node server\/entry\/headless\.ts --config /m);
  expect(unit).toMatch(/^User=optimaliq$/m);
  expect(image).toMatch(/^USER node$/m);
  expect(image.match(/^FROM /gm)).toHaveLength(2);
});
