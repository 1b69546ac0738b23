import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  changedMetadata,
  hash,
  integer,
  metadata,
  notBuiltShape,
  oneOf,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { livingCustomer } from './livingCustomer.ts';
import { methodNamed, testOf } from './instruments.ts';
import { BILLING_DETAILS, billingDetailsOf, methodFromData, PAYMENT_METHOD_DATA } from './paymentMethodData.ts';

type PaymentMethod = Kinds['payment_method'];

/**
 * Gives a method to a customer.
 * @throws StripeError 402 when its test refuses that, 400 when it is somebody else's.
 */
export function attach(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  livingCustomer(world, customer);
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      param: 'payment_method',
    });
  }
  const { decline, declinesSetup } = testOf(world, 'payment_method', method.id);
  if (decline !== undefined && declinesSetup === true) {
    const { code, declineCode, message } = decline;
    throw new StripeError(402, {
      code,
      ...(declineCode === null ? {} : { decline_code: declineCode }),
      message,
      type: 'card_error',
    });
  }
  const attached = world.store.change('payment_method', method, { customer });
  world.emit('payment_method.attached', attached);
  return attached;
}

const TYPES = oneOf('card', 'sepa_debit');
const REDISPLAY = oneOf('always', 'limited', 'unspecified');

export const PAYMENT_METHOD_ROUTES: readonly Route[] = [
  route('POST', '/v1/payment_methods', PAYMENT_METHOD_DATA, (world, given) => methodFromData(world, given)),
  route(
    'GET',
    '/v1/payment_methods',
    { ...PAGING, customer: text(), type: TYPES, allow_redisplay: REDISPLAY, ...notBuiltShape('customer_account') },
    (world, { customer, type, allow_redisplay, customer_account: _, ...page }) =>
      listOf(world, 'payment_method', page, { customer, type, allow_redisplay }),
  ),
  route('GET', '/v1/payment_methods/:id', {}, (world, _, { id }) => methodNamed(world, id, 'id')),
  route(
    'POST',
    '/v1/payment_methods/:id',
    {
      allow_redisplay: REDISPLAY,
      billing_details: BILLING_DETAILS,
      card: hash({
        exp_month: integer({ minimum: 1, maximum: 12 }),
        exp_year: integer({ minimum: 2000 }),
        networks: anything(),
      }),
      metadata: metadata(),
      ...notBuiltShape('us_bank_account'),
    },
    (world, { allow_redisplay, billing_details, card, metadata: change }, { id }) => {
      const method = world.store.need('payment_method', id);
      const dates =
        method.card === undefined
          ? undefined
          : {
              ...method.card,
              exp_month: card?.exp_month ?? method.card.exp_month,
              exp_year: card?.exp_year ?? method.card.exp_year,
            };
      return changeAndTell(
        world,
        'payment_method',
        method,
        {
          metadata: changedMetadata(method.metadata ?? {}, change),
          ...(allow_redisplay === undefined ? {} : { allow_redisplay }),
          ...(billing_details === undefined
            ? {}
            : { billing_details: billingDetailsOf(billing_details, method.billing_details) }),
          ...(dates === undefined ? {} : { card: dates }),
        },
        'payment_method.updated',
      );
    },
  ),
  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    { customer: required(text()), ...notBuiltShape('customer_account') },
    (world, { customer }, { id }) => attach(world, methodNamed(world, id, 'id'), customer),
  ),
  route('POST', '/v1/payment_methods/:id/detach', {}, (world, _, { id }) => {
    const method = world.store.need('payment_method', id);
    if (method.customer === null) {
      throw invalidRequest(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
      );
    }
    return changeAndTell(world, 'payment_method', method, { customer: null }, 'payment_method.detached');
  }),
];
