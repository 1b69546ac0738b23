import { record } from '#renderer/app/export/csv.ts';
import type { ExportTask } from '#renderer/app/export/csvExport.ts';
import type { Words } from '#renderer/app/words/en.ts';
import type { Client } from '#renderer/client/client.ts';
import type { OutputOf } from '#shared/contract.ts';
import { decimalOf } from '#shared/billing/money.ts';
import type { ListedRefund, RefundFilter, RefundSort } from '#shared/billing/refunds/all/contract.ts';

/** A refund as a line: amounts are plain decimals of the currency, instants are UTC, states and reasons go by their codes. */
export function refundLine(refund: ListedRefund): string {
  const { payer, drafted, requested, decided } = refund;
  const time = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());
  return record([
    refund.id,
    time(refund.at),
    refund.state,
    refund.isGiven ? 'yes' : 'no',
    { decimal: decimalOf(refund) },
    refund.currency,
    refund.reason ?? '',
    refund.failureCode ?? '',
    refund.origin,
    refund.stripeId ?? '',
    refund.paymentId,
    refund.product ?? '',
    payer.name ?? '',
    payer.email ?? '',
    drafted?.name ?? '',
    requested?.name ?? '',
    time(requested?.at),
    decided?.name ?? '',
    time(decided?.at),
    refund.conversationId ?? '',
  ]);
}

interface RefundsExport {
  readonly client: Pick<Client, 'call'>;
  readonly filter: RefundFilter;
  readonly sort: RefundSort;
  readonly words: Words['billing']['refunds']['all']['export'];
  readonly fileName: string;
}

type Place = NonNullable<OutputOf<'billing.allRefunds'>['next']>;

const PAGE = 500;

/** Everything that fits a filter as a file, in the order of the screen. How many there are is asked first, for the progress. */
export function refundsExport({ client, filter, sort, words, fileName }: RefundsExport): ExportTask<Place> {
  let total: number | null = null;
  let done = 0;
  return {
    header: record(Object.values(words.columns)),
    fileName,
    async read(after) {
      total ??= (await client.call('billing.refundTotals', { filter })).count;
      const asked = { filter, sort, limit: PAGE, ...(after === null ? {} : { after }) };
      const { refunds, next } = await client.call('billing.allRefunds', asked);
      done += refunds.length;
      return {
        lines: refunds.map(refundLine).join(''),
        rows: refunds.length,
        // Refunds that are made meanwhile may make them more than were counted.
        share: total === 0 ? 1 : Math.min(0.99, done / total),
        next,
      };
    },
  };
}
