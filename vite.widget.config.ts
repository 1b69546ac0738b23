import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** `out/widget`, unless a test builds a copy of its own. */
const OUT = process.env['OPTIMALIQ_WIDGET_OUT'] ?? path('out/widget');

/** Old enough for a shop's visitors; the loader uses nothing newer than shadow DOM and constructable sheets. */
const TARGET = ['chrome114', 'safari16.4', 'firefox115'];

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };

/** The customer's chat, in an iframe: `out/widget/widget/frame.html` and its assets. */
const frame: InlineConfig = {
  ...jsx,
  configFile: false,
  root: path('renderer/widget/frame'),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: `${OUT}/widget`,
    emptyOutDir: false,
    target: TARGET,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: path('renderer/widget/frame/frame.html') },
  },
};

/** The loader is one classic script without a hash in its name: shops have its address in their pages. */
const loader: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: `${OUT}/widget`,
    emptyOutDir: false,
    target: TARGET,
    lib: {
      entry: path('renderer/widget/loader/loader.ts'),
      formats: ['iife'],
      name: 'OptimaliQLoader',
      fileName: () => 'loader.js',
    },
  },
};

function buildBeside(...configs: readonly InlineConfig[]): Plugin {
  return {
    name: 'optimaliq:build-beside',
    apply: 'build',
    async buildStart() {
      rmSync(OUT, { recursive: true, force: true });
      for (const config of configs) await build(config);
    },
  };
}

/** The shop page that shows the widget at work. The frame and the loader are built beside it. */
export default defineConfig({
  root: path('renderer/widget/demo'),
  base: './',
  plugins: [buildBeside(frame, loader)],
  build: {
    outDir: `${OUT}/demo`,
    emptyOutDir: false,
    target: TARGET,
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
