import { expect, it } from 'vitest';
import type { FromServerProcess } from '#shared/serverProcess.ts';
import { createDesktopSecrets } from '#server/entry/desktopSecrets.ts';

const KEY = 'sk_test_abcdefgh';

it('come from the main process, which keeps what changes', async () => {
  const said: FromServerProcess[] = [];
  const secrets = createDesktopSecrets((message) => said.push(message));
  const opening = secrets.open();
  secrets.hear({ type: 'secrets', secrets: { 'stripe.key': KEY } });
  const store = await opening;
  expect([store.place, store.get('stripe.key'), store.get('stripe.webhookSecrets')]).toEqual(['keychain', KEY, null]);

  const keeping = store.keep('stripe.key', null);
  expect(store.get('stripe.key')).toBe(KEY);
  secrets.hear({ type: 'secretKept', call: 1, isKept: true });
  await keeping;
  expect(store.get('stripe.key')).toBeNull();

  const refused = store.keep('stripe.key', KEY);
  secrets.hear({ type: 'secretKept', call: 2, isKept: false });
  await expect(refused).rejects.toThrow('did not keep');
  expect(store.get('stripe.key')).toBeNull();
  expect(said.map(({ type }) => type)).toEqual(['wantSecrets', 'keepSecret', 'keepSecret']);
});

it('are kept in memory where there is no keychain', async () => {
  const secrets = createDesktopSecrets(() => undefined);
  const opening = secrets.open();
  secrets.hear({ type: 'secrets', secrets: null });
  expect((await opening).place).toBe('memory');
});
