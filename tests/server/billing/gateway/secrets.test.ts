import { expect, it } from 'vitest';
import { environmentSecrets } from '#server/billing/outside.ts';

const KEY = 'rk_test_abcdefgh';

it('of the environment are read once and cannot be changed', async () => {
  const store = environmentSecrets(
    { OPTIMALIQ_STRIPE_KEY: ` ${KEY} `, OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: 'whsec_newest123, whsec_older1234,' },
    1_000,
  );
  expect(store?.place).toBe('environment');
  expect(store?.get('stripe.key')).toBe(KEY);
  expect(JSON.parse(store?.get('stripe.webhookSecrets') ?? '')).toEqual([
    { secret: 'whsec_newest123', addedAt: 1_000 },
    { secret: 'whsec_older1234', addedAt: 1_000 },
  ]);
  await expect(store?.keep('stripe.key', null)).rejects.toThrow('environment');
});

it.each([{}, { OPTIMALIQ_STRIPE_KEY: '' }])('of the environment are none in %j', (environment) => {
  expect(environmentSecrets(environment, 0)).toBeNull();
});

it.each([
  [{ OPTIMALIQ_STRIPE_KEY: 'pk_test_abcdefgh' }, /OPTIMALIQ_STRIPE_KEY must be/],
  [{ OPTIMALIQ_STRIPE_KEY: KEY, OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: 'secret' }, /must be signing secrets/],
  [{ OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: 'whsec_newest123' }, /needs OPTIMALIQ_STRIPE_KEY/],
])('of the environment that are none are refused, and not repeated: %j', (environment, why) => {
  expect(() => environmentSecrets(environment, 0)).toThrow(why);
});
