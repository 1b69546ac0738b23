import Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { createSandboxClient } from '#server/billing/sandbox/control/client.ts';
import type { SandboxClient } from '#server/billing/sandbox/control/client.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import type { Sandbox, SandboxOptions } from '#server/billing/sandbox/sandbox.ts';

export const KEY = 'sk_test_12345678901234567890';

export interface GivenSandbox {
  readonly sandbox: Sandbox;
  /** The official SDK, which does not know that this is not Stripe. It repeats nothing by itself. */
  readonly stripe: Stripe;
  /** Commands the sandbox, over HTTP as another process would. */
  readonly control: SandboxClient;
  /** What went wrong inside: a test ends red when there is any. */
  readonly faults: unknown[];
  /** Another SDK client of the same sandbox. */
  readonly client: (config?: Partial<ConstructorParameters<typeof Stripe>[1]>, key?: string) => Stripe;
}

/** The SDK pointed at an address. */
export function stripeAt(address: string, config: object = {}, key = KEY): Stripe {
  const { hostname, port } = new URL(address);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false, ...config });
}

/** A sandbox of the test's own, in memory, that ends with it. Any error that is none of Stripe's fails the test. */
export async function givenSandbox(options: Partial<SandboxOptions> = {}): Promise<GivenSandbox> {
  const faults: unknown[] = [];
  const sandbox = await startSandbox({ port: 0, onFault: (error) => void faults.push(error), ...options });
  onTestFinished(async () => {
    await sandbox.close();
    if (faults.length > 0) throw new AggregateError(faults, 'the sandbox failed');
  });
  return {
    sandbox,
    stripe: stripeAt(sandbox.address),
    control: createSandboxClient(sandbox.address),
    faults,
    client: (config = {}, key = KEY) => stripeAt(sandbox.address, config, key),
  };
}

type StripeFailure = InstanceType<typeof Stripe.errors.StripeError>;

/** The error that the SDK throws. Fails when it throws none. */
export async function failure(work: Promise<unknown>): Promise<StripeFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the request was expected to be refused, and was not');
}

/** The types of the events so far, oldest first; `about` leaves those of one object. */
export async function eventTypes(stripe: Stripe, about?: string): Promise<readonly string[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return events
    .filter(({ data }) => about === undefined || (data.object as { readonly id?: string }).id === about)
    .map(({ type }) => type)
    .reverse();
}

/** The newest event of a type. */
export async function lastEvent(stripe: Stripe, type: string): Promise<Stripe.Event> {
  const [event] = (await stripe.events.list({ type, limit: 1 })).data;
  if (event === undefined) throw new Error(`there was no ${type}`);
  return event;
}

export interface PayOptions extends Partial<Stripe.PaymentIntentCreateParams> {
  readonly by?: string;
}

/** Pays 20.00 usd at once, by `pm_card_visa` unless another is named. */
export const pay = (stripe: Stripe, { by = 'pm_card_visa', ...more }: PayOptions = {}): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({
    amount: 2_000,
    currency: 'usd',
    payment_method: by,
    allowed_payment_method_types: ['card'],
    confirm: true,
    ...more,
  });

/** The charge that a payment made. */
export const chargeOf = (stripe: Stripe, { latest_charge: charge }: Stripe.PaymentIntent): Promise<Stripe.Charge> =>
  stripe.charges.retrieve(typeof charge === 'string' ? charge : (charge?.id ?? ''));

/** The id of what a field names, whole or not. Fails for a field that names nothing. */
export function idOf(field: string | { readonly id: string } | null | undefined): string {
  if (field === null || field === undefined) throw new Error('the field names nothing');
  return typeof field === 'string' ? field : field.id;
}

export const DAY = 86_400;
