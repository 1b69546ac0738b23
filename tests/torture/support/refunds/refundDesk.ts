import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import type { RefundState } from '#shared/billing/refunds/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Random } from '#server/demo/random.ts';
import type { Who } from '#tests/support/people.ts';
import { openLine } from '#tests/torture/support/line.ts';
import { signIn } from '#tests/torture/support/signIn.ts';
import type { Point, Road } from './points.ts';
import type { RefundStripe } from './refundStripe.ts';

const RETRY_MS = 20;
/** Of more, a second person approves. Minor units. */
const ALONE = 1_000;
const MOST = 2_000;

/** A refund as the people want it, and what has to come of it. */
export interface Planned {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly road: Road;
  readonly end: readonly RefundState[];
}

const ENDS: Readonly<Record<Road, readonly RefundState[]>> = {
  alone: ['pending', 'succeeded'],
  approved: ['pending', 'succeeded'],
  refused: ['refused'],
  withdrawn: ['withdrawn'],
  expired: ['expired'],
  open: ['draft', 'requested'],
  elsewhere: ['declined'],
};

/** Support, and two people of finance, at a server that is killed again and again: each asks until they are answered, with the same id. */
export interface RefundDesk {
  /** Everything that is refunded of one payment in one life of the server. */
  play(point: Point, paymentId: string): void;
  readonly planned: readonly Planned[];
  /** Rejects when somebody is answered as they should not be. */
  readonly done: () => Promise<void>;
  refunds(): Promise<OutputOf<'billing.refunds'>['refunds']>;
  preview(paymentId: string): Promise<OutputOf<'billing.refundPreview'>>;
  sync(): Promise<OutputOf<'billing.sync'>>;
  close(): void;
}

export interface RefundDeskOptions {
  readonly address: string;
  readonly random: Random;
  readonly stripe: Pick<RefundStripe, 'afflict' | 'refundElsewhere'>;
  /** So much time passes that nobody may approve it any more. */
  readonly letExpire: (refundId: string) => void;
  /** Of `colleague`, who is given finance too. */
  readonly colleagueId: string;
}

const isLost = (error: unknown): boolean => error instanceof AppError && error.code === 'UNAVAILABLE';

export async function openRefundDesk(options: RefundDeskOptions): Promise<RefundDesk> {
  const { address, random, stripe, letExpire, colleagueId } = options;
  const open = async (who: Who) => {
    const token = await signIn(address, who);
    const line = openLine({ url: address, namespace: '/console', random, auth: () => ({ token }) });
    return {
      ...line,
      /** Asks until it is answered: a repeat has no second effect. */
      insist: async <Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
        for (;;) {
          try {
            return await line.call(name, input);
          } catch (error) {
            if (!isLost(error)) throw error;
            line.retryNow();
            await pause(RETRY_MS);
          }
        }
      },
    };
  };
  const admin = await open('admin');
  await admin.insist('accounts.setRoles', { id: uuidv7(), accountId: colleagueId, roles: ['support', 'finance'] });
  const [support, finance, second] = [await open('support'), await open('finance'), await open('colleague')];
  const limits = [{ currency: 'EUR', approvalAbove: ALONE, perRefund: null, perPersonDay: null }];
  await admin.insist('billing.setRefundPolicy', { id: uuidv7(), limits, expiresAfterHours: 72 });

  const planned: Planned[] = [];
  const plays: Promise<void>[] = [];
  const named = (refundId: string) => ({ id: uuidv7(), refundId });
  const wanted = ({ id, paymentId, amount }: Planned) => ({ id, paymentId, amount });

  const walk: Readonly<Record<Road, (one: Planned) => Promise<unknown>>> = {
    alone: (one) => finance.insist('billing.requestRefund', wanted(one)),
    elsewhere: (one) => finance.insist('billing.requestRefund', wanted(one)),
    approved: async (one) => {
      await support.insist('billing.draftRefund', wanted(one));
      await finance.insist('billing.requestDraftedRefund', named(one.id));
      await second.insist('billing.approveRefund', named(one.id));
    },
    refused: async (one) => {
      await finance.insist('billing.requestRefund', wanted(one));
      await second.insist('billing.refuseRefund', { ...named(one.id), note: 'It was used.' });
    },
    withdrawn: async (one) => {
      await finance.insist('billing.requestRefund', wanted(one));
      await finance.insist('billing.withdrawRefund', named(one.id));
    },
    expired: async (one) => {
      await finance.insist('billing.requestRefund', wanted(one));
      letExpire(one.id);
      // What is requested next wakes the server, which ends what is over.
      await walk.alone(plan('alone', one.paymentId));
    },
    open: async (one) => {
      await support.insist('billing.draftRefund', wanted(one));
      if (random.next() < 0.5) await finance.insist('billing.requestDraftedRefund', named(one.id));
    },
  };

  function plan(road: Road, paymentId: string): Planned {
    const isAlone = road === 'alone' || road === 'elsewhere';
    const amount = isAlone ? random.between(1, ALONE) : random.between(ALONE + 1, MOST);
    const one = { id: uuidv7(), paymentId, amount, road, end: ENDS[road] };
    planned.push(one);
    return one;
  }

  return {
    planned,
    play: ({ road, besides, ailment, times }, paymentId) => {
      const roads: readonly Road[] = [road, ...Array.from({ length: besides }, () => 'alone' as const)];
      for (const one of roads.map((each) => plan(each, paymentId))) {
        if (ailment !== null) stripe.afflict(one.id, ailment, ailment === 'broken' ? 1 : times);
        if (one.road === 'elsewhere') stripe.refundElsewhere(one.id, paymentId);
        const play = walk[one.road](one).then(() => undefined);
        play.catch(() => undefined);
        plays.push(play);
      }
    },
    done: async () => {
      await Promise.all(plays);
    },
    refunds: async () => {
      const found: OutputOf<'billing.refunds'>['refunds'] = [];
      for (let after: string | undefined; ;) {
        const page = await finance.insist('billing.refunds', { limit: 200, ...(after !== undefined && { after }) });
        found.push(...page.refunds);
        if (page.next === null) return found;
        after = page.next;
      }
    },
    preview: (paymentId) => finance.insist('billing.refundPreview', { paymentId }),
    sync: () => admin.insist('billing.sync', {}),
    close: () => {
      for (const line of [admin, support, finance, second]) line.close();
    },
  };
}
