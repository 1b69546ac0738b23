import * as fc from 'fast-check';
import { createEngine } from '#server/billing/sandbox/engine.ts';
import type { Engine } from '#server/billing/sandbox/engine.ts';

/** One step of a random history. References are numbers, taken modulo what there is. */
export type Step =
  | {
      readonly do: 'pay';
      readonly card: string;
      readonly amount: number;
      readonly currency: string;
      readonly manual: boolean;
    }
  | { readonly do: 'capture'; readonly payment: number; readonly share: number }
  | { readonly do: 'cancel'; readonly payment: number }
  | { readonly do: 'refund'; readonly payment: number; readonly amount: number | null }
  | { readonly do: 'cancelRefund'; readonly refund: number }
  | {
      readonly do: 'answerDispute';
      readonly dispute: number;
      readonly evidence: 'losing_evidence' | 'winning_evidence';
    }
  | { readonly do: 'closeDispute'; readonly dispute: number }
  | { readonly do: 'payOut'; readonly currency: string; readonly amount: number }
  | { readonly do: 'wait'; readonly seconds: number };

const CARDS = [
  'visa',
  'visa',
  'bypassPending',
  'chargeDeclined',
  'pendingRefund',
  'refundFail',
  'createDispute',
  'createDisputeInquiry',
  'createMultipleDisputes',
  'authenticationRequired',
];
const currency = fc.constantFrom('usd', 'jpy', 'kwd');
const reference = fc.nat(20);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      card: fc.constantFrom(...CARDS),
      amount: fc.integer({ min: 20, max: 5_000 }).map((tens) => tens * 10),
      currency,
      manual: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capture' as const),
      payment: reference,
      share: fc.integer({ min: 1, max: 10 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), payment: reference }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      payment: reference,
      amount: fc.option(fc.integer({ min: 1, max: 30_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelRefund' as const), refund: reference }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answerDispute' as const),
      dispute: reference,
      evidence: fc.constantFrom('winning_evidence' as const, 'losing_evidence' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('closeDispute' as const), dispute: reference }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('payOut' as const), currency, amount: fc.integer({ min: 1, max: 50_000 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 90 * 86_400 }) }),
  },
);

export const histories = fc.array(step, { minLength: 1, maxLength: 40 });

const START_MS = Date.UTC(2026, 0, 15, 9);

/** A sandbox in memory whose clock moves only when it is told to. */
export const stillEngine = (): Engine =>
  createEngine({
    file: null,
    key: null,
    machine: () => START_MS,
    onFault: (error) => {
      throw error;
    },
  });

/** Sends a request as the HTTP server would. @returns the status and what was answered. */
export function request(engine: Engine, method: string, path: string, form: Readonly<Record<string, string>> = {}) {
  const fields = new URLSearchParams(form).toString();
  const answer = engine.api
    .accept({
      method,
      path,
      query: method === 'GET' ? fields : '',
      body: Buffer.from(method === 'GET' ? '' : fields),
      headers: { authorization: 'Bearer sk_test_history', 'content-type': 'application/x-www-form-urlencoded' },
    })
    .run();
  engine.catchUp();
  return { status: answer.status, answer: JSON.parse(answer.body) as Readonly<Record<string, unknown>> };
}

function pick(engine: Engine, kind: 'dispute' | 'payment_intent' | 'refund', reference: number): string | undefined {
  const ids = engine.world.store.all(kind).map(({ id }) => id);
  return ids[reference % Math.max(ids.length, 1)];
}

/** Does one step. Whether Stripe would allow it is the sandbox's to say; that it never breaks is for the caller to see. */
export function take(engine: Engine, one: Step): number {
  const send = (path: string, form: Readonly<Record<string, string>> = {}) =>
    request(engine, 'POST', path, form).status;
  switch (one.do) {
    case 'pay':
      return send('/v1/payment_intents', {
        amount: String(one.amount),
        currency: one.currency,
        payment_method: `pm_card_${one.card}`,
        confirm: 'true',
        capture_method: one.manual ? 'manual' : 'automatic_async',
      });
    case 'capture': {
      const id = pick(engine, 'payment_intent', one.payment);
      const left = id === undefined ? 0 : engine.world.store.need('payment_intent', id).amount_capturable;
      const amount = Math.max(10, Math.floor((left * one.share) / 100) * 10);
      return id === undefined ? 0 : send(`/v1/payment_intents/${id}/capture`, { amount_to_capture: String(amount) });
    }
    case 'cancel': {
      const id = pick(engine, 'payment_intent', one.payment);
      return id === undefined ? 0 : send(`/v1/payment_intents/${id}/cancel`);
    }
    case 'refund': {
      const id = pick(engine, 'payment_intent', one.payment);
      if (id === undefined) return 0;
      return send('/v1/refunds', {
        payment_intent: id,
        ...(one.amount === null ? {} : { amount: String(one.amount) }),
      });
    }
    case 'cancelRefund': {
      const id = pick(engine, 'refund', one.refund);
      return id === undefined ? 0 : send(`/v1/refunds/${id}/cancel`);
    }
    case 'answerDispute': {
      const id = pick(engine, 'dispute', one.dispute);
      return id === undefined ? 0 : send(`/v1/disputes/${id}`, { 'evidence[uncategorized_text]': one.evidence });
    }
    case 'closeDispute': {
      const id = pick(engine, 'dispute', one.dispute);
      return id === undefined ? 0 : send(`/v1/disputes/${id}/close`);
    }
    case 'payOut':
      return send('/v1/payouts', { amount: String(one.amount), currency: one.currency });
    case 'wait':
      engine.advance(one.seconds);
      return 200;
  }
}
