import { expect, it } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { createServices } from '#server/monitoring/services.ts';
import { createManualClock } from '#tests/support/clock.ts';

function given() {
  const clock = createManualClock();
  const told: unknown[] = [];
  let isConnected = false;
  let failure: AppError | null = null;
  const services = createServices({
    clock: clock.now,
    now: clock.now,
    onCall: (...call) => told.push(call),
    isConnected: { stripe: () => isConnected },
    ask: {
      stripe: async () => {
        clock.pass(40);
        if (failure !== null) throw failure;
      },
    },
  });
  return {
    ...services,
    clock,
    told,
    connect: () => {
      isConnected = true;
    },
    breakDown: (error: AppError) => {
      failure = error;
    },
    stripe: () => services.handlers['monitoring.services']().services[0],
    test: () => services.handlers['monitoring.testService'](null, { service: 'stripe' }),
  };
}

it('a service that is not connected is off, and cannot be tested', async () => {
  const { stripe, test } = given();
  expect(stripe()).toMatchObject({ service: 'stripe', state: 'off', calls: 0, medianMs: null, lastFailure: null });
  await expect(test()).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'notConnected' } });
});

it('how it answers is told from the calls that are made: latency, and the last failure in words', () => {
  const { connect, heard, stripe, clock, told } = given();
  connect();
  expect(stripe()).toMatchObject({ state: 'unknown' });
  for (const seconds of [0.3, 0.1, 0.2]) heard('stripe', { failure: null, seconds });
  expect(stripe()).toMatchObject({ state: 'ok', calls: 3, failures: 0, medianMs: 200, slowestMs: 300 });
  const answeredAt = clock.now();
  clock.pass(1_000);
  heard('stripe', { failure: 'Stripe cannot be reached.', seconds: 5 });
  expect(stripe()).toMatchObject({
    state: 'failing',
    failures: 1,
    lastAnswerAt: answeredAt,
    lastFailure: { at: clock.now(), message: 'Stripe cannot be reached.' },
  });
  heard('stripe', { failure: null, seconds: 0.1 });
  // It is well again; what had happened stays to be read.
  expect(stripe()).toMatchObject({ state: 'ok', lastFailure: { message: 'Stripe cannot be reached.' } });
  expect(told.at(-2)).toEqual(['stripe', 'failed', 5]);
});

it('only the last hundred calls make its latency', () => {
  const { connect, heard, stripe } = given();
  connect();
  heard('stripe', { failure: null, seconds: 60 });
  for (let call = 0; call < 100; call += 1) heard('stripe', { failure: null, seconds: 0.1 });
  expect(stripe()).toMatchObject({ calls: 101, slowestMs: 100 });
});

it('a test says how long it took, and what went wrong', async () => {
  const { connect, test, breakDown } = given();
  connect();
  expect(await test()).toEqual({ isOk: true, tookMs: 40, failure: null });
  breakDown(new AppError('PROVIDER_FAILED', 'Stripe does not accept this key.', { reason: 'keyRefused' }));
  expect(await test()).toEqual({ isOk: false, tookMs: 40, failure: 'Stripe does not accept this key.' });
});
