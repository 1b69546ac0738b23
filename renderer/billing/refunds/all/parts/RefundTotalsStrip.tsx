import { useWords } from '#renderer/app/words/useWords.ts';
import { SumsStrip, type CurrencySums } from '#renderer/billing/payments/parts/SumsStrip.tsx';
import type { useRefundTotals } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { OutputOf } from '#shared/contract.ts';

type OfCurrency = OutputOf<'billing.refundTotals'>['currencies'][number];

/** Sums of all refunds that fit: of the money given back, or where there is none, of what it is about. */
export function RefundTotalsStrip({ query }: { readonly query: ReturnType<typeof useRefundTotals> }) {
  const words = useWords().billing.refunds.all.totals;
  const { locale } = useUiEnvironment();
  const number = new Intl.NumberFormat(locale);
  const { data } = query;
  const sumsOf = ({ currency, count, amount, given, givenCount }: OfCurrency): CurrencySums => ({
    currency,
    amount: givenCount === 0 ? amount : given,
    what: givenCount === 0 ? words.inAll : words.given,
    below: words.of(number.format(givenCount), number.format(count)),
  });
  return (
    <SumsStrip
      query={query}
      sums={data === undefined ? null : { count: words.count(data.count), currencies: data.currencies.map(sumsOf) }}
    />
  );
}
