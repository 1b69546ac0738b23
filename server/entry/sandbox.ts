import { parseArgs } from 'node:util';
import { createEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';

const USAGE = `npm run sandbox -- --port N [--data FILE] [--key sk_test_...] [--webhook URL --secret whsec_...]

A Stripe that runs in the house: http://127.0.0.1:N answers as api.stripe.com does in test mode.
  --port N          where it listens, on 127.0.0.1 only; 0 chooses a free one
  --data FILE       keeps everything in this file; without it, in memory
  --key KEY         the only key that is let in; without it, any key that begins with sk_test_ or rk_test_
  --webhook URL     sends every event to this address of this machine, signed with --secret
  --secret SECRET   begins with whsec_`;

function fail(sentence: string): never {
  console.error(`${sentence}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { port: text, data: text, key: text, webhook: text, secret: text } }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

const { port = '0', data = null, key = null, webhook, secret } = readOptions();
if (!/^\d{1,5}$/.test(port)) fail('--port takes a number.');
if (key !== null && !/^sk_test_\w+$/.test(key)) fail('--key takes a key that begins with sk_test_.');
if ((webhook === undefined) !== (secret === undefined)) fail('--webhook and --secret go together.');
if (secret?.startsWith('whsec_') === false) fail('--secret takes a secret that begins with whsec_.');

const sandbox = await startSandbox({ port: Number(port), file: data, key, onFault: (error) => console.error(error) });
if (webhook !== undefined) {
  const { engine } = sandbox;
  const known = engine.world.store.all('webhook_endpoint').find(({ url }) => url === webhook);
  engine.transact(() => {
    if (known !== undefined) engine.world.store.remove('webhook_endpoint', known.id);
    createEndpoint(engine.world, { url: webhook, enabled_events: ['*'], secret });
  });
}
console.log(`ready ${sandbox.address}`);

const stop = (): void => void sandbox.close().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
