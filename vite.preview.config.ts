import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The widget as the console's form of a site previews it: the same view and launcher over a chat that goes nowhere. A build of its own beside
 * the console's, so that customers load nothing of it.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  root: path('renderer/widget/preview'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: path('out/renderer/preview'),
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: path('renderer/widget/preview/index.html'),
        frame: path('renderer/widget/preview/frame.html'),
      },
    },
  },
});
