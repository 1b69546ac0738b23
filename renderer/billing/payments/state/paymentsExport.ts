import type { ExportTask } from '#renderer/app/export/csvExport.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { csvHeader, csvLine } from '#renderer/billing/payments/model/csv.ts';
import type { PaymentSort } from '#renderer/billing/payments/model/place.ts';
import type { Client } from '#renderer/client/client.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';

interface PaymentsExport {
  readonly client: Pick<Client, 'call'>;
  readonly filter: PaymentFilter;
  readonly sort: PaymentSort;
  readonly words: Words['billing']['payments'];
  readonly fileName: string;
}

type Place = NonNullable<OutputOf<'billing.payments'>['next']>;

const PAGE = 500;

/** Everything that fits a filter as a file, in the order of the screen. How many there are is asked first, for the progress. */
export function paymentsExport({ client, filter, sort, words, fileName }: PaymentsExport): ExportTask<Place> {
  let total: number | null = null;
  let done = 0;
  return {
    header: csvHeader(words),
    fileName,
    async read(after) {
      total ??= (await client.call('billing.paymentTotals', { filter })).count;
      const { payments, next } = await client.call('billing.payments', {
        filter,
        sort,
        limit: PAGE,
        ...(after === null ? {} : { after }),
      });
      done += payments.length;
      return {
        lines: payments.map(csvLine).join(''),
        rows: payments.length,
        // Payments that arrive meanwhile may make them more than were counted.
        share: total === 0 ? 1 : Math.min(0.99, done / total),
        next,
      };
    },
  };
}
