import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';

const WALL_RULES = ['no-restricted-imports', 'no-restricted-syntax', 'no-console'];

/** A file of some room, what it may not say, and what it may say instead. */
interface Wall {
  readonly file: string;
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
}

const value = (from: string) => `import { thing } from '${from}';\nexport const used = thing;`;
const type = (from: string) => `import type { Thing } from '${from}';\nexport type Used = Thing;`;
const dynamic = (from: string) => `export const used = import('${from}');`;

const WALLS: Readonly<Record<string, Wall>> = {
  'shared imports zod and itself': {
    file: 'shared/chat/rules.ts',
    forbidden: [
      'node:fs',
      'fs',
      'react',
      'electron',
      'zod/v3',
      '#server/dispatch/dispatch.ts',
      '#renderer/ui/Button.tsx',
    ].flatMap((from) => [value(from), type(from), dynamic(from)]),
    allowed: [value('zod'), value('#shared/wire/errors.ts'), value('./limits.ts')],
  },
  'the server knows neither electron nor the renderer': {
    file: 'server/entry/headless.ts',
    forbidden: [
      'electron',
      'electron/main',
      '#renderer/ui/Button.tsx',
      '#electron/main/window.ts',
      '#tests/support/clock.ts',
    ].flatMap((from) => [value(from), type(from), dynamic(from)]),
    allowed: [value('node:fs'), value('fastify'), value('#server/startServer.ts'), value('#shared/contract.ts')],
  },
  'the renderer knows neither node, electron nor the server': {
    file: 'renderer/chat/View.tsx',
    forbidden: [
      ...['node:fs', 'fs', 'fs/promises', 'path', 'electron', '#server/startServer.ts', '#electron/main/window.ts'],
      ...['fastify', 'better-sqlite3', 'socket.io', 'pino'],
    ].flatMap((from) => [value(from), type(from), dynamic(from)]),
    allowed: [
      ...[
        'react',
        'socket.io-client',
        'lucide-react',
        '#shared/contract.ts',
        '#renderer/ui/Button.tsx',
        './Thread.tsx',
      ].map(value),
      `import './thread.css';`,
      `import sound from './arrival.mp3?url';\nexport const used = sound;`,
    ],
  },
  'renderer/ui knows no feature': {
    file: 'renderer/ui/Button.tsx',
    forbidden: [
      '#renderer/app/routes.ts',
      '#renderer/chat/View.tsx',
      '#renderer/client/client.ts',
      '#shared/chat/contract.ts',
      '#shared/billing/payments/contract.ts',
    ].map(value),
    allowed: ['react', 'radix-ui', '#renderer/ui/cx.ts', './cx.ts', '#shared/billing/money.ts'].map(value),
  },
  'the client is below every screen and carries no schemas': {
    file: 'renderer/client/socketIo.ts',
    forbidden: [...['#renderer/chat/store.ts', '#shared/contract.ts', '#shared/wire/schemas.ts', 'zod'].map(value)],
    allowed: [
      value('socket.io-client'),
      type('#shared/contract.ts'),
      value('#shared/wire/errors.ts'),
      value('./backOff.ts'),
    ],
  },
  'the widget is preact, the client and the chat rules': {
    file: 'renderer/widget/Widget.tsx',
    forbidden: [
      ...['react', 'zod', 'zod/mini', 'uuid', '#renderer/ui/Button.tsx', '#renderer/chat/View.tsx', 'node:fs'].map(
        value,
      ),
      ...[
        '#shared/contract.ts',
        '#shared/chat/contract.ts',
        '#shared/wire/schemas.ts',
        '#shared/accounts/rules.ts',
      ].map(value),
      dynamic('zod'),
    ],
    allowed: [
      ...['preact', 'preact/hooks', 'socket.io-client', '#renderer/client/socketIo.ts', '#shared/chat/limits.ts'].map(
        value,
      ),
      value('#shared/wire/errors.ts'),
      type('#shared/chat/contract.ts'),
      type('#shared/contract.ts'),
    ],
  },
  'a preload needs nothing but electron': {
    file: 'electron/preload/index.ts',
    forbidden: ['node:path', 'zod', '#shared/wire/errors.ts', '#electron/main/window.ts'].map(value),
    allowed: [value('electron'), type('#shared/wire/frame.ts'), value('./channels.ts')],
  },
  'the desktop shell takes only types from the server': {
    file: 'electron/main/serverProcess.ts',
    forbidden: [value('#server/startServer.ts'), value('#renderer/app/App.tsx'), value('better-sqlite3')],
    allowed: [type('#server/startServer.ts'), value('electron'), value('node:path'), value('#shared/wire/frame.ts')],
  },
  'ipcMain is wrapped': {
    file: 'electron/main/window.ts',
    forbidden: [
      `import { ipcMain } from 'electron';\nipcMain.on('a', () => {});`,
      `import { ipcMain as raw } from 'electron';\nraw.on('a', () => {});`,
      `import * as electron from 'electron';\nelectron.ipcMain.on('a', () => {});`,
      `import electron from 'electron';\nelectron.ipcMain.on('a', () => {});`,
    ],
    allowed: [`import { app } from 'electron';\nvoid app.whenReady();`],
  },
  'its wrapper imports ipcMain': {
    file: 'electron/main/validatedIpc.ts',
    forbidden: [value('better-sqlite3')],
    allowed: [`import { ipcMain } from 'electron';\nipcMain.on('a', () => {});`],
  },
  'only storage talks to a database driver': {
    file: 'server/core/writer.ts',
    forbidden: ['better-sqlite3', 'pg', 'pg/lib/client.js'].flatMap((from) => [value(from), type(from), dynamic(from)]),
    allowed: [value('kysely'), value('#server/storage/unitOfWork.ts')],
  },
  'storage does, and stands on the ground floor': {
    file: 'server/storage/sqlite/connection.ts',
    forbidden: ['stripe', '#server/journal/append.ts', '#server/chat/module.ts', '#server/core/writer.ts'].map(value),
    allowed: ['better-sqlite3', 'pg', '#server/storage/schema.ts'].map(value),
  },
  'Stripe is known in one folder': {
    file: 'server/billing/outside.ts',
    forbidden: [value('stripe'), type('stripe')],
    allowed: [value('#server/billing/stripe/client.ts')],
  },
  'which imports it': {
    file: 'server/billing/stripe/client.ts',
    forbidden: ['pg', '#server/chat/repository.ts', '#server/core/writer.ts'].map(value),
    allowed: [value('stripe'), value('#server/chat/module.ts')],
  },
  'the outside half of a feature never imports the core': {
    file: 'server/accounts/outside.ts',
    forbidden: ['#server/core/writer.ts', '#server/storage/unitOfWork.ts', '#server/carriers/http.ts'].map(value),
    allowed: [value('@node-rs/argon2'), value('./passwords.ts')],
  },
  'a feature meets another one through its module': {
    file: 'server/chat/send.ts',
    forbidden: [
      '#server/customers/repository.ts',
      '#server/core/writer.ts',
      '#server/features.ts',
      '#server/dispatch/dispatch.ts',
    ].map(value),
    allowed: ['#server/customers/module.ts', '#server/chat/rows.ts', '#server/journal/append.ts', './rows.ts'].map(
      value,
    ),
  },
  'the journal stands below the features': {
    file: 'server/journal/append.ts',
    forbidden: ['#server/chat/module.ts', '#server/core/writer.ts', '#server/features.ts'].map(value),
    allowed: [value('#server/storage/unitOfWork.ts')],
  },
  'a folder that is no floor stands below the features': {
    file: 'server/logging/logger.ts',
    forbidden: ['#server/chat/module.ts', '#server/core/writer.ts', '#server/dispatch/dispatch.ts'].map(value),
    allowed: [value('pino'), value('#server/storage/startError.ts')],
  },
  'the demo data are written by the core': {
    file: 'server/demo/seedDemo.ts',
    forbidden: ['#server/dispatch/dispatch.ts', '#server/carriers/http.ts', 'better-sqlite3'].map(value),
    allowed: ['#server/core/writer.ts', '#server/features.ts'].map(value),
  },
  'the list of features stands below the core': {
    file: 'server/features.ts',
    forbidden: ['#server/core/writer.ts', '#server/carriers/http.ts', '#server/startServer.ts'].map(value),
    allowed: [value('#server/chat/module.ts')],
  },
  'the core stands below the dispatcher': {
    file: 'server/core/batcher.ts',
    forbidden: [
      '#server/dispatch/dispatch.ts',
      '#server/carriers/http.ts',
      '#server/startServer.ts',
      '#server/entry/db.ts',
    ].map(value),
    allowed: ['#server/features.ts', '#server/journal/append.ts', '#server/core/writer.ts'].map(value),
  },
  'the dispatcher stands below the carriers': {
    file: 'server/dispatch/dispatch.ts',
    forbidden: [
      '#server/carriers/http.ts',
      '#server/wiring/followers.ts',
      '#server/startServer.ts',
      '#server/entry/db.ts',
      'socket.io',
    ].map(value),
    allowed: ['#server/core/startCore.ts', '#shared/contract.ts'].map(value),
  },
  'a carrier knows no feature': {
    file: 'server/carriers/http.ts',
    forbidden: [
      ...['#server/accounts/module.ts', '#server/features.ts', '#shared/chat/contract.ts', '#server/core/writer.ts'],
      ...['#server/storage/unitOfWork.ts', '#server/startServer.ts', '#server/entry/headless.ts'],
    ].map(value),
    allowed: ['#server/dispatch/dispatch.ts', '#shared/wire/frame.ts', 'socket.io', 'fastify'].map(value),
  },
  'one file wires the server together, below its entries': {
    file: 'server/startServer.ts',
    forbidden: [value('#server/entry/headless.ts'), value('socket.io')],
    allowed: ['#server/carriers/http.ts', '#server/core/startCore.ts', '#server/accounts/outside.ts'].map(value),
  },
  'its parts stand below it': {
    file: 'server/wiring/followers.ts',
    forbidden: ['#server/entry/headless.ts', '#server/startServer.ts', 'better-sqlite3'].map(value),
    allowed: ['#server/carriers/http.ts', '#server/chat/outside.ts', '#server/journal/feed.ts', './ownCalls.ts'].map(
      value,
    ),
  },
  'a path is written from its room, with its extension': {
    file: 'tests/support/clock.ts',
    forbidden: ['../walls/a.ts', '..', './a/b.ts', './clock', '#shared/wire/errors', '#server/a.b/c'].flatMap(
      (from) => [value(from), dynamic(from), `export { thing } from '${from}';`],
    ),
    allowed: ['./other.ts', '#shared/wire/errors.ts', '#server/storage/unitOfWork.ts', 'vitest', 'better-sqlite3'].map(
      value,
    ),
  },
  'what a user wrote is text, never HTML': {
    file: 'renderer/chat/Message.tsx',
    forbidden: [
      `declare const element: HTMLElement;\nelement.innerHTML = 'x';`,
      `declare const element: HTMLElement;\nelement.outerHTML = 'x';`,
      `declare const element: HTMLElement;\nelement.insertAdjacentHTML('beforeend', 'x');`,
      `export const view = <p dangerouslySetInnerHTML={{ __html: 'x' }} />;`,
      `export const properties = { dangerouslySetInnerHTML: { __html: 'x' } };`,
    ],
    allowed: [`declare const element: HTMLElement;\nelement.textContent = 'x';`, `export const view = <p>x</p>;`],
  },
  'a screen counts no decimals of its own': {
    file: 'renderer/billing/payments/parts/TotalsStrip.tsx',
    forbidden: [
      `export const text = (amount: number) => String(amount / 100);`,
      `export const text = (cents: number) => String(cents / 1_00);`,
      `export const text = (cents: number) => String(cents * 0.01);`,
      `export const text = (cents: number, digits: number) => String(cents / 10 ** digits);`,
      `export const text = (payment: { amount: number }, by: number) => String(payment.amount / by);`,
      `export const text = (sum: number) => sum.toFixed(2);`,
      `export const text = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });`,
    ],
    allowed: [
      `export const share = (part: number, whole: number) => part / whole;`,
      `export const seconds = (milliseconds: number) => milliseconds / 1_000;`,
      `export const width = (share: number) => String(share * 100);`,
      value('#renderer/ui/formatMoney.ts'),
    ],
  },
  'one file of the renderer writes money, and one of the widget': {
    file: 'renderer/ui/formatMoney.ts',
    forbidden: [],
    allowed: [`export const format = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });`],
  },
  'the product logs, it does not print': {
    file: 'server/core/writer.ts',
    forbidden: [`console.log('x');`, `console.error('x');`],
    allowed: [`process.stdout.write('x');`],
  },
  'the loader warns a shop’s developer and says nothing else': {
    file: 'renderer/widget/loader/launcher.ts',
    forbidden: [`console.log('x');`, `console.error('x');`],
    allowed: [`console.warn('x');`],
  },
  'an entry may print': { file: 'server/entry/db.ts', forbidden: [], allowed: [`console.log('x');`] },
  'no test is switched off or alone': {
    file: 'tests/server/start.test.ts',
    forbidden: ['test.skip', 'describe.only', 'it.todo', 'test.skipIf(true)', 'test.concurrent.skip'].map(
      (call) => `import { describe, it, test } from 'vitest';\n${call}('x', () => {});\nexport { describe, it, test };`,
    ),
    allowed: [`import { test } from 'vitest';\ntest.each([1])('%s', () => {});`],
  },
};

let eslint: ESLint;
beforeAll(() => {
  // The walls need no types: without the type-aware rules, files that do not exist can be linted.
  eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: false } } },
    ruleFilter: ({ ruleId }) => WALL_RULES.includes(ruleId),
  });
});

/** The messages of the walls for `code` as the content of `file`. */
async function wallsHit(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? 'not parsed'}: ${message}`);
}

describe.each(Object.entries(WALLS))('%s', (_name, { file, forbidden, allowed }) => {
  test('what is forbidden fails lint', async () => {
    for (const code of forbidden) {
      const hits = await wallsHit(file, code);
      expect(hits, `${file} says: ${code}`).not.toEqual([]);
      expect(hits.join('\n'), `${file} says: ${code}`).not.toContain('not parsed');
    }
  });

  test('what is allowed passes', async () => {
    for (const code of allowed) expect(await wallsHit(file, code), `${file} says: ${code}`).toEqual([]);
  });
});
