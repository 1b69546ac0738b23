import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TemporaryDirectory {
  readonly path: string;
  readonly remove: () => void;
}

export function makeTemporaryDirectory(): TemporaryDirectory {
  const directory = mkdtempSync(path.join(tmpdir(), 'optimaliq-test-'));
  return { path: directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
