import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILES = {
  'console/index.html': '<!doctype html><title>console</title>',
  'console/assets/main-AbCd1234.js': 'export {};',
  'widget/widget/frame.html': '<!doctype html><title>widget</title><body><!--site--></body>',
  'widget/widget/loader.js': 'void 0;',
  'widget/demo/index.html': '<!doctype html><title>shop</title>',
  'secret.txt': 'nobody may read this',
};

/** Stands for the built console, widget and demo shop, so that no test of the server needs a build. */
export function makePages(root: string): { readonly consoleDirectory: string; readonly widgetDirectory: string } {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return { consoleDirectory: path.join(root, 'console'), widgetDirectory: path.join(root, 'widget') };
}
