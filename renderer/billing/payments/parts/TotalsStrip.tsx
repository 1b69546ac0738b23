import type { usePaymentTotals } from '#renderer/billing/payments/hooks/usePaymentTotals.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { OutputOf } from '#shared/contract.ts';
import { SumsStrip, type CurrencySums } from './SumsStrip.tsx';

type OfCurrency = OutputOf<'billing.paymentTotals'>['currencies'][number];

interface TotalsStripProps {
  readonly query: ReturnType<typeof usePaymentTotals>;
}

/** Sums of all payments that fit. */
export function TotalsStrip({ query }: TotalsStripProps) {
  const words = useWords().billing.payments.totals;
  const { locale } = useUiEnvironment();
  const number = new Intl.NumberFormat(locale);
  const { data } = query;
  const sumsOf = ({ currency, count, amount, received, refunded, succeeded }: OfCurrency): CurrencySums => ({
    currency,
    amount: received === 0 ? amount : received,
    what: received === 0 ? words.asked : words.received,
    below: [
      words.succeeded(number.format(succeeded), number.format(count)),
      ...(refunded > 0 ? [words.refunded(formatMoney({ amount: refunded, currency }, locale))] : []),
    ].join(' · '),
  });
  return (
    <SumsStrip
      query={query}
      sums={data === undefined ? null : { count: words.count(data.count), currencies: data.currencies.map(sumsOf) }}
    />
  );
}
