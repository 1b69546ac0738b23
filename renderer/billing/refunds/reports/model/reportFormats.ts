import { formatsOf } from '#renderer/billing/overview/model/formats.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { RefundRate, RefundTimes } from '#shared/billing/refunds/report/contract.ts';
import type { By } from './place.ts';

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

export type Report = OutputOf<'billing.refundReport'>;

/** How a report in one currency is written. */
export function reportFormats(region: Region, currency: string) {
  const formats = formatsOf(region, currency);
  const month = new Intl.DateTimeFormat(region.locale, { timeZone: region.timeZone, month: 'short', year: 'numeric' });
  return {
    ...formats,
    /** A part of the series, as it stands on the axis. */
    part: ({ from }: RefundTimes, by: By) => (by === 'month' ? month.format(from) : formats.short(from)),
    /** The same in words: of a week its first and last day. */
    partSaid: ({ from, to }: RefundTimes, by: By, range: (from: string, to: string) => string) =>
      by === 'day' ? formats.long(from) : range(formats.long(from), formats.long(to - 1)),
  };
}
export type ReportFormats = ReturnType<typeof reportFormats>;

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The share of what was captured that was given back, by money and by payments; null where nothing was captured. */
export const sharesOf = ({ captured, refunded }: RefundRate) => ({
  amount: share(refunded.amount, captured.amount),
  payments: share(refunded.payments, captured.payments),
});
