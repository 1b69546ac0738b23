import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface BuiltWidget {
  /** Holds `widget/` and `demo/`, as `out/widget` does. */
  readonly directory: string;
  readonly remove: () => void;
}

/** Builds the widget, the loader and the demo shop into a directory of this test's own. */
export async function buildWidget(): Promise<BuiltWidget> {
  const temporary = makeTemporaryDirectory();
  const directory = path.join(temporary.path, 'widget');
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', 'vite.widget.config.ts'], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', OPTIMALIQ_WIDGET_OUT: directory },
  });
  return { directory, remove: temporary.remove };
}
