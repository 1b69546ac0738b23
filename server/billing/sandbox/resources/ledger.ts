import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import { currency, text } from '#server/billing/sandbox/protocol/parameters.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf, tableOf } from '#server/billing/sandbox/store/database.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

type Transaction = Kinds['balance_transaction'];

const DAY = 86_400;
/** Funds of a charge can be used on the second midnight after it. */
const PENDING_DAYS = 2;

export interface Entry {
  readonly type: Transaction['type'];
  readonly amount: number;
  readonly fee?: number;
  readonly feeDescription?: string;
  readonly currency: string;
  readonly source: string;
  readonly description: string | null;
  /** Waits in the pending balance, as charges do. */
  readonly isPending?: boolean;
  readonly reportingCategory: string;
}

/** Books an entry: every change of the balance is one, so the balance is always their sum. */
export function book({ store, clock, ids, prepare, timers, emit }: World, entry: Entry): Transaction {
  const now = clock.now();
  const { amount, fee = 0, currency, isPending = false } = entry;
  const availableOn = isPending ? (Math.floor(now / DAY) + PENDING_DAYS) * DAY : now;
  const transaction: Transaction = {
    id: ids.of('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: now,
    currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: entry.feeDescription ?? 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: entry.reportingCategory,
    source: entry.source,
    status: isPending ? 'pending' : 'available',
    type: entry.type,
  };
  store.add('balance_transaction', transaction);
  const day = isPending ? availableOn : 0;
  const known = prepare('UPDATE balance SET net = net + ? WHERE currency = ? AND available_on = ?').run(
    transaction.net,
    currency,
    day,
  );
  if (known.changes === 0) {
    prepare('INSERT INTO balance (currency, available_on, net) VALUES (?, ?, ?)').run(currency, day, transaction.net);
    if (isPending) timers.set(availableOn, 'balance.available', `${currency} ${availableOn}`);
  }
  if (!isPending && amount > 0) emit('balance.available', balance({ prepare }) as never);
  return transaction;
}

/** What was pending until a midnight joins what is available. */
export function becomeAvailable({ prepare, emit }: World, subject: string): void {
  const [code = '', midnight = ''] = subject.split(' ');
  const day = Number(midnight);
  prepare(
    `UPDATE ${tableOf('balance_transaction')} SET body = json_set(body, '$.status', 'available')
       WHERE ${fieldOf('available_on')} = ? AND ${fieldOf('currency')} = ? AND ${fieldOf('status')} = 'pending'`,
  ).run(day, code);
  const { net } = prepare('DELETE FROM balance WHERE currency = ? AND available_on = ? RETURNING net').get(
    code,
    day,
  ) as { net: number };
  prepare(
    `INSERT INTO balance (currency, available_on, net) VALUES (?, 0, ?)
       ON CONFLICT (currency, available_on) DO UPDATE SET net = net + excluded.net`,
  ).run(code, net);
  emit('balance.available', balance({ prepare }) as never);
}

interface Sum {
  readonly currency: string;
  readonly net: number;
}

const funds = ({ currency, net }: Sum) => ({ amount: net, currency, source_types: { card: net } });

/** What the account has, by currency: to use, and still on its way. */
export function balance({ prepare }: Pick<World, 'prepare'>) {
  const sums = (condition: string) =>
    prepare(
      `SELECT currency, SUM(net) AS net FROM balance WHERE ${condition} GROUP BY currency ORDER BY currency`,
    ).all() as Sum[];
  const available = sums('available_on = 0');
  const pending = sums('available_on > 0');
  const named = new Set([...available, ...pending].map((sum) => sum.currency));
  if (named.size === 0) named.add('usd');
  const all = (of: readonly Sum[]) =>
    [...named].toSorted().map((code) => funds(of.find((sum) => sum.currency === code) ?? { currency: code, net: 0 }));
  return {
    object: 'balance' as const,
    available: all(available),
    livemode: false,
    pending: all(pending),
    refund_and_dispute_prefunding: null,
  };
}

export const availableIn = (world: Pick<World, 'prepare'>, code: string): number =>
  balance(world).available.find((one) => one.currency === code)?.amount ?? 0;

/** @throws StripeError for a payout that was made by hand: it settles no particular transactions. */
function checkAutomatic({ store }: World, id: string): void {
  if (store.need('payout', id, 'payout').automatic) return;
  throw invalidRequest('Balance transaction history can only be filtered on automatic transfers, not manual.', {
    param: 'payout',
  });
}

export const BALANCE_ROUTES: readonly Route[] = [
  route('GET', '/v1/balance', {}, (world) => balance(world)),
  ...['/v1/balance_transactions', '/v1/balance/history'].map((path) =>
    route(
      'GET',
      path,
      { ...PAGING_AND_CREATED, currency: currency(), payout: text(), source: text(), type: text() },
      (world, { currency: code, payout, source, type, ...page }) => {
        if (payout !== undefined) checkAutomatic(world, payout);
        return listOf(world, 'balance_transaction', page, { currency: code, source: source ?? payout, type });
      },
    ),
  ),
  route('GET', '/v1/balance_transactions/:id', {}, ({ store }, _, { id }) => store.need('balance_transaction', id)),
];
