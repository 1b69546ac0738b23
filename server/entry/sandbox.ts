import { parseArgs } from 'node:util';
import { sandboxKey, sandboxPort } from '#shared/billing/sandboxKey.ts';
import { keepEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';

const USAGE = `npm run sandbox -- --port N [--data FILE] [--key sk_test_...] [--webhook URL --secret whsec_...]

A Stripe that runs in the house: http://127.0.0.1:N answers as api.stripe.com does in test mode.
  --port N          where it listens, on 127.0.0.1 only; 0 chooses a free one
  --data FILE       keeps everything in this file; without it, in memory
  --key KEY         the only key that is let in; without it, any key that begins with sk_test_ or rk_test_.
                    A key sk_test_sandbox_PORT_SECRET, as the product has it, says the port too
  --seed S          fills an empty store with a past of trade, the same for the same S, --days, --payments and day
  --days D          how long that past is; 730 without it
  --payments P      how many payments it has; 137 a day without it
  --webhook URL     sends every event to this address of this machine, signed with --secret
  --secret SECRET   begins with whsec_`;

function fail(sentence: string): never {
  console.error(`${sentence}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    const text = { type: 'string' } as const;
    const options = {
      port: text,
      data: text,
      key: text,
      webhook: text,
      secret: text,
      seed: text,
      days: text,
      payments: text,
    };
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

const { port = '0', data = null, key = null, webhook, secret, seed, days = '730', payments } = readOptions();
if (!/^\d{1,5}$/.test(port)) fail('--port takes a number.');
if (key !== null && !/^sk_test_\w+$/.test(key)) fail('--key takes a key that begins with sk_test_.');
const keyPort = key === null ? null : sandboxPort(key);
if (key?.startsWith('sk_test_sandbox_') === true && keyPort === null)
  fail('--key is no key of a sandbox: sk_test_sandbox_PORT_SECRET.');
if (keyPort !== null && port !== '0' && Number(port) !== keyPort)
  fail(`--key belongs to a sandbox at port ${String(keyPort)}.`);
if ((webhook === undefined) !== (secret === undefined)) fail('--webhook and --secret go together.');
if (secret?.startsWith('whsec_') === false) fail('--secret takes a secret that begins with whsec_.');
for (const [name, value] of Object.entries({ seed, days, payments })) {
  if (value !== undefined && !/^\d{1,9}$/.test(value)) fail(`--${name} takes a whole number.`);
}

const DAY = 86_400;
const PAYMENTS_A_DAY = 137;
/** Without anybody at the screen a line for each day would be noise. */
const DAYS_A_LINE = 73;

const sandbox = await startSandbox({
  port: keyPort ?? Number(port),
  file: data,
  key,
  onFault: (error) => console.error(error),
});
if (seed !== undefined) {
  const count = Number(days);
  seedWorld(sandbox.engine, {
    seed: Number(seed),
    days: count,
    payments: payments === undefined ? count * PAYMENTS_A_DAY : Number(payments),
    until: Math.floor(Date.now() / 1_000 / DAY) * DAY,
    onDay: (day) => {
      if (day % DAYS_A_LINE === 0) console.error(`made ${String(day)} of ${days} days`);
    },
  });
}
if (webhook !== undefined && secret !== undefined) {
  const { transact, world, catchUp } = sandbox.engine;
  transact(() => keepEndpoint(world, webhook, secret));
  catchUp();
}
if (key === null) {
  const { ids } = sandbox.engine.world;
  console.log(`key ${sandboxKey(Number(new URL(sandbox.address).port), ids.text(32))}`);
}
console.log(`ready ${sandbox.address}`);

const stop = (): void => void sandbox.close().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
