import path from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

const root = import.meta.dirname;
const from = (...parts: string[]) => path.join(root, ...parts);

/**
 * Builds the server that runs beside the window, whenever the main process is built. A build of its own, as it is made of ES modules
 * (the core's thread awaits at its top level) and the main process is CommonJS. npm packages stay outside, but for those of many small
 * modules: each of the server's threads would read them all again, and a restart after a crash took three times as long.
 */
function serverBundles(): Plugin {
  return {
    name: 'optimaliq:server-bundles',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        ssr: { noExternal: ['canonicalize', 'kysely', 'uuid', 'zod'] },
        build: {
          ssr: true,
          target: 'node24',
          outDir: from('out/server'),
          emptyOutDir: true,
          sourcemap: true,
          minify: false,
          rolldownOptions: {
            input: {
              utility: from('server/entry/utility.ts'),
              coreThread: from('server/core/thread.ts'),
              sandboxThread: from('server/entry/demoSandbox/thread.ts'),
            },
            output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
          },
        },
      });
    },
  };
}

/** The renderer's build is one and the same for app:// and for the server's /console/, hence the relative base. */
export default defineConfig({
  main: {
    plugins: [serverBundles()],
    build: {
      // Electron's own Node is newer, but the main process also runs on the test runtime's.
      target: 'node18',
      outDir: from('out/main'),
      sourcemap: true,
      rolldownOptions: {
        input: { index: from('electron/main/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node18',
      outDir: from('out/preload'),
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    base: './',
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome114',
      outDir: from('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The desktop reads it from the disk; in kB.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: { index: from('renderer/index.html'), push: from('renderer/notifications/push/worker.ts') },
        // The service worker keeps its name: browsers come back for it.
        output: { entryFileNames: ({ name }) => (name === 'push' ? 'push.js' : 'assets/[name]-[hash].js') },
      },
    },
  },
});
