import type { QueryHandler } from '#server/journal/featureModule.ts';
import { surroundingsOf } from '#server/billing/overview/overview.ts';
import { ends, spansOf } from '#server/billing/overview/spans.ts';
import { givenByCurrency, givenIn } from './given.ts';
import { groupsOf, productsOf, statesOf } from './groups.ts';
import { approvalsOf, ratesOf } from './rates.ts';
import { partsOf } from './spans.ts';

const NO_RATE = { captured: { payments: 0, amount: 0 }, refunded: { payments: 0, amount: 0 } } as const;
const NO_APPROVALS = { approved: 0, refused: 0, expired: 0, waiting: 0, medianMs: null, p90Ms: null } as const;

/** What refunds come to; eleven statements whatever there is. */
export const refundReport: QueryHandler<'billing.refundReport'> = async (
  { unit, at },
  { currency: asked, days, by, weekStart },
) => {
  const { timeZone, isConnected } = await surroundingsOf(unit);
  const { daily, dailyBefore, lastBefore } = spansOf(at, days, timeZone);
  const span = ends(daily);
  const before = { from: ends(dailyBefore).from, to: lastBefore.to };
  const currencies = await givenByCurrency(unit, span);
  const currency = asked ?? currencies[0]?.currency ?? null;
  // Where nobody has paid yet, the figures are those of no currency: nothing.
  const of = currency ?? '';
  const parts = partsOf(daily, by, weekStart, timeZone);
  const partsBefore = by === 'day' ? dailyBefore : [];
  const [whole, wholeBefore, ...each] = await givenIn(unit, of, [span, before, ...parts, ...partsBefore]);
  if (whole === undefined || wholeBefore === undefined) throw new TypeError('a report has two times at least');
  const time = { currency: of, ...span };
  const [rate = NO_RATE, rateBefore = NO_RATE] = await ratesOf(unit, of, [span, before]);
  const [approvals = NO_APPROVALS, approvalsBefore = NO_APPROVALS] = await approvalsOf(unit, of, [span, before]);
  return {
    isConnected,
    currency,
    currencies: [...currencies],
    timeZone,
    by,
    at,
    span: whole,
    before: wholeBefore,
    series: each.slice(0, parts.length),
    seriesBefore: each.slice(parts.length),
    ...(await groupsOf(unit, time)),
    products: await productsOf(unit, time),
    states: await statesOf(unit, time),
    rate,
    rateBefore,
    approvals,
    approvalsBefore,
  };
};
