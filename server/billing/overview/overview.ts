import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { currenciesIn } from './currencies.ts';
import { declinesOf } from './declines.ts';
import { disputesDueIn } from './disputesDue.ts';
import { ends, spansOf } from './spans.ts';
import { sumsOf, together } from './sums.ts';

/** What every page of figures needs to know first. */
export async function surroundingsOf({ db }: ReadUnit) {
  const { timeZone } = await db.selectFrom('workspace').select('timeZone').executeTakeFirstOrThrow();
  const connection = await db.selectFrom('billing_connection').select('disconnectedAt').executeTakeFirst();
  return { timeZone, isConnected: connection?.disconnectedAt === null };
}

/** The figures of finance; nine statements whatever there is. */
export const overview: QueryHandler<'billing.overview'> = async ({ unit, at }, { currency: asked, days }) => {
  const { timeZone, isConnected } = await surroundingsOf(unit);
  const { daily, dailyBefore, yesterday, lastWeek, lastBefore } = spansOf(at, days, timeZone);
  const span = ends(daily);
  const currencies = await currenciesIn(unit, span);
  const currency = asked ?? currencies[0]?.currency ?? null;
  // Where nobody has paid yet, the figures are those of no currency: nothing.
  const of = currency ?? '';
  const sums = await sumsOf(unit, of, [yesterday, lastWeek, lastBefore, ...dailyBefore, ...daily]);
  const [yesterdaySums, lastWeekSums, lastBeforeSums, ...each] = sums;
  const [before, now] = [each.slice(0, days), each.slice(days)];
  const today = now.at(-1);
  if (yesterdaySums === undefined || lastWeekSums === undefined || lastBeforeSums === undefined || today === undefined)
    throw new TypeError('an overview has at least one day');
  return {
    isConnected,
    currency,
    currencies: [...currencies],
    timeZone,
    at,
    today,
    yesterday: yesterdaySums,
    lastWeek: lastWeekSums,
    span: together(now),
    before: together([...before.slice(0, -1), lastBeforeSums]),
    daily: now,
    dailyBefore: before.map(({ from, to, payments, gross }) => ({ from, to, payments, gross })),
    declines: await declinesOf(unit, of, span),
    disputesDue: await disputesDueIn(unit, of),
  };
};
