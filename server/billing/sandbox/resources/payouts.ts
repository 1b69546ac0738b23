import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  changedMetadata,
  clearable,
  currency,
  integer,
  limited,
  metadata,
  notBuilt,
  oneOf,
  required,
  text,
  timeRange,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import { timeCondition } from '#server/billing/sandbox/store/objects.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { availableIn, book } from './ledger.ts';
import { checkPayoutDigits } from './money.ts';

type Payout = Kinds['payout'];

const DAY = 86_400;
const BANK = 'ba_1SandboxTestBank00000000';

export interface NewPayout {
  readonly amount: number;
  readonly currency: string;
  readonly description?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly method?: 'instant' | 'standard' | undefined;
  readonly statement_descriptor?: string | undefined;
  readonly automatic?: boolean;
}

/**
 * Sends what is available to the bank.
 * @throws StripeError when there is not so much.
 */
export function createPayout(world: World, given: NewPayout): Payout {
  const { ids, clock, store, emit, timers } = world;
  if (given.amount > availableIn(world, given.currency)) {
    throw invalidRequest(
      'You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. You can use the ' +
        '/v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).',
      { code: 'balance_insufficient' },
    );
  }
  const id = ids.of('payout');
  const isInstant = given.method === 'instant';
  const arrival = isInstant ? clock.now() : (Math.floor(clock.now() / DAY) + 2) * DAY;
  const transaction = book(world, {
    type: 'payout',
    amount: -given.amount,
    currency: given.currency,
    source: id,
    description: given.description ?? 'STRIPE PAYOUT',
    reportingCategory: 'payout',
  });
  const payout = store.add('payout', {
    id,
    object: 'payout',
    amount: given.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: given.automatic ?? false,
    balance_transaction: transaction.id,
    created: clock.now(),
    currency: given.currency,
    description: given.description ?? null,
    destination: BANK,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: { ...given.metadata },
    method: given.method ?? 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: given.automatic === true ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: given.statement_descriptor ?? null,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  });
  emit('payout.created', payout);
  timers.set(isInstant ? clock.now() : clock.now() + DAY / 2, 'payout.send', id);
  return payout;
}

/** The money leaves for the bank; from now on it cannot be stopped. */
export function sendPayout(world: World, id: string): void {
  const payout = world.store.need('payout', id);
  if (payout.status !== 'pending') return;
  changeAndTell(world, 'payout', payout, { status: 'in_transit' }, 'payout.updated');
  world.timers.set(Math.max(payout.arrival_date, world.clock.now()), 'payout.arrive', id);
}

export function arrivePayout(world: World, id: string): void {
  const payout = world.store.need('payout', id);
  if (payout.status !== 'in_transit') return;
  const paid = world.store.change('payout', payout, {
    status: 'paid',
    trace_id: { status: 'supported', value: world.ids.text(12).toUpperCase() },
    ...(payout.automatic ? { reconciliation_status: 'completed' } : {}),
  });
  world.emit('payout.paid', paid);
  if (payout.automatic) world.emit('payout.reconciliation_completed', paid);
}

/** The amount goes back to the balance. */
function returned(world: World, payout: Payout, type: 'payout_cancel' | 'payout_failure'): string {
  return book(world, {
    type,
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: type === 'payout_cancel' ? 'PAYOUT CANCELED' : 'PAYOUT FAILURE',
    reportingCategory: 'payout_reversal',
  }).id;
}

/**
 * The bank sends a payout back, on its way or after it had arrived.
 * @throws StripeError for one that was not sent.
 */
export function failPayout(world: World, id: string): Payout {
  const payout = world.store.need('payout', id);
  if (payout.status !== 'in_transit' && payout.status !== 'paid') {
    throw invalidRequest(`Payout ${id} cannot fail: it has a status of ${payout.status}.`);
  }
  return changeAndTell(
    world,
    'payout',
    payout,
    {
      status: 'failed',
      failure_balance_transaction: returned(world, payout, 'payout_failure'),
      failure_code: 'account_closed',
      failure_message: 'The bank account has been closed.',
    },
    'payout.failed',
  );
}

export const PAYOUT_ROUTES: readonly Route[] = [
  route(
    'POST',
    '/v1/payouts',
    {
      amount: required(integer({ minimum: 1 })),
      currency: required(currency()),
      description: clearable(text()),
      destination: text(),
      metadata: metadata(),
      method: oneOf('instant', 'standard'),
      payout_method: notBuilt(),
      source_type: limited(oneOf('bank_account', 'card', 'fpx'), 'card'),
      statement_descriptor: text(22),
    },
    (world, { destination, metadata: change, ...given }) => {
      if (destination !== undefined && destination !== BANK)
        throw noSuch('external account', destination, 'destination');
      checkPayoutDigits(given.amount, given.currency);
      return createPayout(world, { ...given, metadata: changedMetadata({}, change) });
    },
  ),
  route(
    'GET',
    '/v1/payouts',
    {
      ...PAGING_AND_CREATED,
      arrival_date: timeRange(),
      destination: text(),
      status: oneOf('canceled', 'failed', 'in_transit', 'paid', 'pending'),
    },
    (world, { arrival_date, destination, status, ...page }) =>
      listOf(world, 'payout', page, { destination, status }, undefined, timeCondition('arrival_date', arrival_date)),
  ),
  route('GET', '/v1/payouts/:id', {}, ({ store }, _, { id }) => store.need('payout', id)),
  route('POST', '/v1/payouts/:id', { metadata: metadata() }, (world, { metadata: change }, { id }) => {
    const payout = world.store.need('payout', id);
    return changeAndTell(
      world,
      'payout',
      payout,
      { metadata: changedMetadata(payout.metadata ?? {}, change) },
      'payout.updated',
    );
  }),
  route('POST', '/v1/payouts/:id/cancel', {}, (world, _, { id }) => {
    const payout = world.store.need('payout', id);
    if (payout.status !== 'pending') {
      throw invalidRequest(`You cannot cancel payout ${id} because it has a status of ${payout.status}.`, {
        code: 'payouts_not_allowed',
      });
    }
    world.timers.cancel('payout.send', id);
    return changeAndTell(
      world,
      'payout',
      payout,
      { status: 'canceled', failure_balance_transaction: returned(world, payout, 'payout_cancel') },
      'payout.canceled',
    );
  }),
];
