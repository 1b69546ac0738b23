import { setTimeout as pause } from 'node:timers/promises';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';
import { idAt } from './narrator.ts';
import { DEMO_COLLEAGUES, DEMO_PEOPLE } from './people.ts';

interface Surroundings {
  readonly submit: <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by?: Principal,
  ) => Promise<OutputOf<Name>>;
  readonly clock: () => number;
  /** Whether the server stops. */
  readonly isOver: () => boolean;
  /** Has Stripe asked for what was decided. */
  readonly wakeRefunds: () => void;
}

const LOOK_EVERY_MS = 500;
const DAY_MS = 86_400_000;

/** Of more than 40.00 a second person decides. */
const POLICY = {
  limits: [{ currency: 'EUR', approvalAbove: 4_000, perRefund: 50_000, perPersonDay: 100_000 }],
  expiresAfterHours: 72,
};
/** Each payment has enough for every one of the refunds. */
const LEAST_THOUSANDTHS = 50_000;

const SAM = DEMO_PEOPLE[0].email;
const FIONA = DEMO_PEOPLE[1].email;
const ADA = DEMO_PEOPLE[2].email;
const NOOR = DEMO_COLLEAGUES[2].email;

/** What becomes of one payment: who drafts and requests, how much, and what a second person says. */
interface Scene {
  readonly drafter?: string;
  readonly requester?: string;
  /** Null: all of it. */
  readonly amount: number | null;
  readonly reason: 'duplicate' | 'requested_by_customer' | null;
  readonly note: string;
  readonly words?: string;
  readonly label?: string;
  readonly decision?: { readonly by: string; readonly refusal?: string };
}

const SCENES: readonly Scene[] = [
  {
    drafter: SAM,
    requester: FIONA,
    amount: null,
    reason: 'duplicate',
    note: 'Paid twice within a minute, once with each card.',
    words: 'The second payment is on its way back to you.',
    label: 'Paid twice',
    decision: { by: NOOR },
  },
  { requester: FIONA, amount: 1_500, reason: 'requested_by_customer', note: 'One of the cups arrived with a chip.' },
  {
    requester: NOOR,
    amount: null,
    reason: 'requested_by_customer',
    note: 'The glaze crazed after one wash; photos in the chat.',
  },
  {
    drafter: SAM,
    amount: 2_500,
    reason: 'requested_by_customer',
    note: 'The bowl came in pieces, the plates are fine.',
    words: 'We are sorry about the bowl. The money for it is on its way.',
    label: 'Broken',
  },
  {
    requester: FIONA,
    amount: null,
    reason: null,
    note: 'Asks for everything back after four months.',
    decision: { by: NOOR, refusal: 'Past our thirty days, and it was used.' },
  },
  { requester: NOOR, amount: 900, reason: 'requested_by_customer', note: 'Shipping was charged although it was free.' },
];

async function peopleOf(submit: Surroundings['submit']): Promise<(email: string) => StaffPrincipal> {
  const { colleagues } = await submit('accounts.colleagues', {});
  const names = new Map<string, string>([...DEMO_PEOPLE, ...DEMO_COLLEAGUES].map(({ email, name }) => [email, name]));
  return (email) => {
    const found = colleagues.find(({ name }) => name === names.get(email));
    if (found === undefined) throw new TypeError(`nobody in the demo is called ${email}`);
    const { id: accountId, name, roles } = found;
    return { kind: 'staff', accountId, sessionId: '', name, roles, expiresAt: Infinity };
  };
}

/** @returns whether the past has been read; false when the server stops before. */
async function pastIsRead({ submit, isOver }: Surroundings): Promise<boolean> {
  while (!isOver()) {
    const { backfill, waitingFetches } = await submit('billing.syncState', {});
    if (backfill?.state === 'done' && waitingFetches === 0) return true;
    await pause(LOOK_EVERY_MS, undefined, { ref: false });
  }
  return false;
}

/** The conversation of whoever paid, where there is one. */
async function conversationOf(submit: Surroundings['submit'], { customer }: Payment): Promise<string | null> {
  if (customer.id === null) return null;
  return (await submit('customers.get', { customerId: customer.id })).conversations[0]?.id ?? null;
}

/**
 * Colleagues of the demo give some of what its customers paid back, by the operations that anybody would use: one alone, one by two, one that waits, one
 * that was refused, and a draft in a conversation. Once in the life of a demo, when its past has been read.
 */
export async function tellRefunds(surroundings: Surroundings): Promise<void> {
  const { submit, clock, isOver, wakeRefunds } = surroundings;
  const told = await submit('billing.refunds', { limit: 1 });
  if (told.refunds.length > 0 || !(await pastIsRead(surroundings))) return;
  const called = await peopleOf(submit);
  const { payments } = await submit('billing.payments', {
    filter: {
      states: ['succeeded'],
      refunded: ['none'],
      disputed: 'none',
      currency: 'EUR',
      amountFrom: LEAST_THOUSANDTHS,
      from: clock() - 30 * DAY_MS,
    },
    sort: { by: 'createdAt', direction: 'desc' },
    limit: SCENES.length,
  });
  const newId = (): string => idAt(clock());
  await submit('billing.setRefundPolicy', { id: newId(), ...POLICY }, called(ADA));
  for (const [place, scene] of SCENES.entries()) {
    const payment = payments[place];
    if (payment === undefined || isOver()) return;
    const { drafter, requester, amount, reason, note, words = null, label, decision } = scene;
    const conversationId = drafter === undefined ? null : await conversationOf(submit, payment);
    const wanted = {
      id: newId(),
      paymentId: payment.id,
      amount: amount ?? payment.amount,
      reason,
      note,
      words,
      conversationId,
    };
    if (conversationId !== null && label !== undefined)
      await submit('chat.setLabels', { id: newId(), conversationId, labels: [label] }, called(SAM));
    if (drafter !== undefined) await submit('billing.draftRefund', wanted, called(drafter));
    if (requester === undefined) continue;
    if (drafter === undefined) await submit('billing.requestRefund', wanted, called(requester));
    else await submit('billing.requestDraftedRefund', { id: newId(), refundId: wanted.id }, called(requester));
    wakeRefunds();
    if (decision === undefined) continue;
    const decided = { id: newId(), refundId: wanted.id };
    if (decision.refusal === undefined) await submit('billing.approveRefund', decided, called(decision.by));
    else await submit('billing.refuseRefund', { ...decided, note: decision.refusal }, called(decision.by));
    wakeRefunds();
  }
}
