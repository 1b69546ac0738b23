import type { Engine } from '#server/billing/sandbox/engine.ts';
import type { Random } from '#server/demo/random.ts';
import type { VirtualTime } from './virtualTime.ts';
import { request } from '#tests/server/billing/sandbox/support/history.ts';

const CARDS = [
  'visa',
  'visa',
  'mastercard',
  'bypassPending',
  'chargeDeclined',
  'chargeDeclinedInsufficientFunds',
  'pendingRefund',
  'refundFail',
  'createDispute',
  'createDisputeInquiry',
  'createMultipleDisputes',
  'authenticationRequired',
] as const;
const CURRENCIES = ['usd', 'usd', 'eur', 'jpy', 'kwd'] as const;

const HOUR = 3_600;

type Form = Readonly<Record<string, string>>;
type Named = 'customer' | 'payment' | 'refund' | 'dispute' | 'session' | 'link' | 'charge';

export interface Trade {
  /** Does one thing that people do at Stripe; whether Stripe allows it is the sandbox's to say. */
  act(): void;
  /** Makes a customer with two payments and deletes it. @returns its id. */
  deleteOne(): string;
}

/**
 * Random trade at a sandbox: customers, payments, captures, refunds, disputes, payouts, payment pages; every object may change many times.
 * @param isTold leaves out what no event of Stripe's tells: other words for a payment, a checkout session that stays open.
 */
export function createTrade(engine: Engine, random: Random, { isTold }: { readonly isTold: boolean }): Trade {
  const ids: Record<Named, string[]> = {
    customer: [],
    payment: [],
    refund: [],
    dispute: [],
    session: [],
    link: [],
    charge: [],
  };
  const any = (kind: Named): string => (ids[kind].length === 0 ? 'nobody' : random.pick(ids[kind]));
  /** Mostly one of the last, so that they change often while they are young. */
  const recent = (kind: Named): string => (ids[kind].length === 0 ? 'nobody' : random.pick(ids[kind].slice(-12)));
  const word = (): string => `word ${String(random.between(1, 1_000_000))}`;

  function post(path: string, form: Form, kind?: Named): void {
    const { status, answer } = request(engine, 'POST', path, form);
    if (status >= 500) throw new Error(`POST ${path} answered ${String(status)}: ${JSON.stringify(answer)}`);
    const failed = (answer['error'] as { readonly payment_intent?: { readonly id: string } } | undefined)
      ?.payment_intent;
    const id = status < 300 ? answer['id'] : failed?.id;
    if (kind === undefined || typeof id !== 'string') return;
    ids[kind].push(id);
  }

  function pay(): void {
    const isKnown = random.next() < 0.6 && ids.customer.length > 0;
    post(
      '/v1/payment_intents',
      {
        amount: String(random.between(20, 5_000) * 10),
        currency: random.pick(CURRENCIES),
        payment_method: `pm_card_${random.pick(CARDS)}`,
        confirm: random.next() < 0.9 ? 'true' : 'false',
        capture_method: random.next() < 0.25 ? 'manual' : 'automatic_async',
        description: word(),
        ...(isKnown
          ? { customer: any('customer') }
          : { receipt_email: `guest${String(random.between(1, 50))}@example.com` }),
      },
      'payment',
    );
  }

  function learnDisputes(): void {
    ids.dispute = engine.world.store.page('dispute', { limit: 20 }).data.map(({ id }) => id);
  }

  const confirm = (): void =>
    post(`/v1/payment_pages/${ids.session.at(-1) ?? 'none'}/confirm`, { payment_method: 'pm_card_visa' });

  const ACTIONS: readonly (readonly [weight: number, act: () => void])[] = [
    [24, pay],
    [
      6,
      () =>
        post(
          '/v1/customers',
          { email: `person${String(random.between(1, 90))}@example.com`, name: word() },
          'customer',
        ),
    ],
    [4, () => post(`/v1/customers/${any('customer')}`, { name: word(), 'metadata[note]': word() })],
    [1, () => void request(engine, 'DELETE', `/v1/customers/${any('customer')}`)],
    [
      isTold ? 0 : 5,
      () => post(`/v1/payment_intents/${recent('payment')}`, { description: word(), 'metadata[order]': word() }),
    ],
    [
      3,
      () =>
        post(`/v1/payment_intents/${recent('payment')}/confirm`, { payment_method: `pm_card_${random.pick(CARDS)}` }),
    ],
    [4, () => post(`/v1/payment_intents/${recent('payment')}/capture`, {})],
    [
      2,
      () =>
        post(`/v1/payment_intents/${recent('payment')}/capture`, {
          amount_to_capture: String(random.between(1, 100) * 10),
        }),
    ],
    [3, () => post(`/v1/payment_intents/${recent('payment')}/cancel`, {})],
    [
      6,
      () =>
        post(
          '/v1/refunds',
          { payment_intent: recent('payment'), amount: String(random.between(1, 300) * 10) },
          'refund',
        ),
    ],
    [4, () => post('/v1/refunds', { payment_intent: any('payment') }, 'refund')],
    [2, () => post(`/v1/refunds/${recent('refund')}`, { 'metadata[why]': word() })],
    [2, () => post(`/v1/refunds/${recent('refund')}/cancel`, {})],
    [
      3,
      () => post('/v1/charges', { amount: '700', currency: 'usd', source: 'tok_visa', description: word() }, 'charge'),
    ],
    [2, () => post(`/v1/charges/${recent('charge')}`, { description: word() })],
    [1, () => post('/v1/refunds', { charge: recent('charge') }, 'refund')],
    [
      2,
      () => {
        learnDisputes();
        post(`/v1/disputes/${any('dispute')}`, {
          'evidence[uncategorized_text]': random.pick(['winning_evidence', 'losing_evidence']),
          submit: 'true',
        });
      },
    ],
    [1, () => post(`/v1/disputes/${any('dispute')}/close`, {})],
    [1, () => post('/v1/payouts', { amount: String(random.between(1, 50_000)), currency: random.pick(CURRENCIES) })],
    [
      3,
      () => {
        post(
          '/v1/checkout/sessions',
          {
            mode: 'payment',
            success_url: 'https://example.com/thanks',
            'line_items[0][quantity]': '1',
            'line_items[0][price_data][currency]': random.pick(CURRENCIES),
            'line_items[0][price_data][unit_amount]': String(random.between(100, 900) * 10),
            'line_items[0][price_data][product_data][name]': word(),
          },
          'session',
        );
        if (isTold) confirm();
      },
    ],
    [3, confirm],
    [1, () => post(`/v1/checkout/sessions/${recent('session')}/expire`, {})],
    [
      1,
      () =>
        post(
          '/v1/payment_links',
          {
            'line_items[0][quantity]': '1',
            'line_items[0][price_data][currency]': 'usd',
            'line_items[0][price_data][unit_amount]': '900',
            'line_items[0][price_data][product_data][name]': word(),
          },
          'link',
        ),
    ],
    [1, () => post(`/v1/payment_links/${any('link')}`, { active: random.pick(['true', 'false']) })],
  ];
  const total = ACTIONS.reduce((sum, [weight]) => sum + weight, 0);

  return {
    deleteOne: () => {
      post('/v1/customers', { email: 'gone@example.com', name: word() }, 'customer');
      const id = ids.customer.pop() ?? '';
      for (const card of ['visa', 'chargeDeclined'])
        post(
          '/v1/payment_intents',
          { amount: '500', currency: 'usd', customer: id, payment_method: `pm_card_${card}`, confirm: 'true' },
          'payment',
        );
      request(engine, 'DELETE', `/v1/customers/${id}`);
      return id;
    },
    act: () => {
      let left = random.next() * total;
      for (const [weight, act] of ACTIONS) {
        if (left < weight) {
          act();
          return;
        }
        left -= weight;
      }
    },
  };
}

/** How the clock goes on between two actions: mostly not at all or a second, now and then for hours, so that refunds settle and sessions expire. */
export function passTime(engine: Engine, time: VirtualTime, random: Random): void {
  const chance = random.next();
  if (chance < 0.55) return;
  time.advance(1_000 * (chance < 0.985 ? random.between(1, 3) : random.between(HOUR, 20 * HOUR)));
  engine.catchUp();
}
