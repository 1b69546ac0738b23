import { expect, it } from 'vitest';
import { sandboxPort } from '#shared/billing/sandboxKey.ts';
import { createDemoSandbox } from '#server/entry/demoSandbox/demoSandbox.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';

function givenSandbox() {
  const log = createMemoryLog();
  const threadEntry = new URL('support/dyingSandbox.ts', import.meta.url);
  return { log, sandbox: createDemoSandbox({ threadEntry, trade: 'still', logger: log.logger }) };
}

it('a sandbox that is lost is started again, and its key is there once it answers', async () => {
  const { log, sandbox } = givenSandbox();
  expect(sandbox.secrets.get('stripe.key')).toBeNull();
  await sandbox.start({ dataDirectory: givenDirectory(), webhookUrl: 'http://127.0.0.1:1/webhooks/stripe' });
  expect(sandboxPort(sandbox.secrets.get('stripe.key') ?? '')).toBeGreaterThan(0);
  expect(log.lines().map(({ msg }) => msg)).toEqual([
    'the demo’s sandbox was lost',
    'the demo’s sandbox failed at something',
    'the demo’s sandbox is ready',
  ]);
  await expect(sandbox.secrets.keep('stripe.key', 'another')).rejects.toThrow();
  await sandbox.stop();
});

it('one that never started is stopped all the same', async () => {
  const { sandbox } = givenSandbox();
  await sandbox.stop();
  await sandbox.start({ dataDirectory: givenDirectory(), webhookUrl: 'http://127.0.0.1:1/webhooks/stripe' });
  expect(sandbox.secrets.get('stripe.key')).toBeNull();
});
