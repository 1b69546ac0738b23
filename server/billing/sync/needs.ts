import { peopleGranted } from '#server/journal/granted.ts';
import type { Need, NotificationSource } from '#server/journal/needs.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { unfinishedEvents } from './unfinished.ts';

interface GivenUp {
  readonly count: number;
  /** UTC ms; null without any. */
  readonly newest: number | null;
}

async function deadEvents({ db }: ReadUnit): Promise<GivenUp> {
  return unfinishedEvents(db)
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('receivedAt').as('newest')])
    .where('state', '=', 'dead')
    .executeTakeFirstOrThrow();
}

async function deadFetches({ db }: ReadUnit): Promise<GivenUp> {
  return db
    .selectFrom('stripe_fetch')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('createdAt').as('newest')])
    .where('runAt', 'is', null)
    .executeTakeFirstOrThrow();
}

/** What is to be done for Stripe, by the name that its notification has as a subject. */
const JOBS: Readonly<Record<string, (unit: ReadUnit) => Promise<GivenUp>>> = {
  events: deadEvents,
  fetches: deadFetches,
};

/** What was given up of Stripe's events and objects, one notification for each of the two, until it was tried again. */
export const failedSync: NotificationSource = {
  kind: 'failedJob',
  watches: [],
  about: 'stripeEvent',
  derive: async ({ unit }, jobs) => {
    const needs: Need[] = [];
    for (const job of jobs) {
      const { count, newest } = (await JOBS[job]?.(unit)) ?? { count: 0, newest: null };
      if (count === 0 || newest === null) continue;
      for (const accountId of await peopleGranted(unit, 'billing.manage'))
        needs.push({
          accountId,
          kind: 'failedJob',
          subject: { kind: 'stripeEvent', id: job },
          since: newest,
          urgency: 'normal',
          deadline: null,
          facts: { job, count },
        });
    }
    return needs;
  },
  all: () => Promise.resolve(Object.keys(JOBS)),
  isPolled: true,
};
