import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findNode, projectNode } from '#scripts/setup/node.mjs';

const emptyProject = () => mkdtempSync(path.join(tmpdir(), 'optimaliq-node-'));

test("an old Node is replaced by the project's own", () => {
  const { path: found, sentence } = findNode(undefined, { path: '/usr/bin/node', version: 'v20.20.2' });
  expect(found).toBe(projectNode());
  expect(sentence).toBeNull();
});

test('without a copy of its own the project runs on a new enough Node', () => {
  expect(findNode(emptyProject(), { path: '/usr/bin/node', version: 'v26.0.0' }).path).toBe('/usr/bin/node');
});

test('without either it says in a sentence what to do', () => {
  const { path: found, sentence } = findNode(emptyProject(), { path: '/usr/bin/node', version: 'v22.9.0' });
  expect(found).toBeNull();
  expect(sentence).toMatch(/^OptimaliQ Console needs Node 24 or newer\. This is Node 22\.9\.0 .*`npm ci`/);
});
