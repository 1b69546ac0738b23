import type { usePaymentTotals } from '#renderer/billing/payments/hooks/usePaymentTotals.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';

type Totals = OutputOf<'billing.paymentTotals'>;
type OfCurrency = Totals['currencies'][number];

/** What stands in the strip itself; the rest behind a button. */
const MOST_IN_SIGHT = 3;

interface TotalsStripProps {
  readonly query: ReturnType<typeof usePaymentTotals>;
}

/** Sums of everything that fits, by currency, whether or not it was scrolled to. */
export function TotalsStrip({ query }: TotalsStripProps) {
  const words = useWords().billing.payments.totals;
  const { data } = query;
  if (data === undefined) {
    return (
      <div role="status" className="flex h-14 shrink-0 items-center gap-8 border-b border-line px-5">
        {query.isError ? <span className="text-ink-muted">{words.failed}</span> : <Loading label={words.loading} />}
      </div>
    );
  }
  const inSight = data.currencies.slice(0, MOST_IN_SIGHT);
  const others = data.currencies.slice(MOST_IN_SIGHT);
  return (
    <div
      role="group"
      aria-label={words.label}
      aria-busy={query.isPlaceholderData}
      className={cx(
        'flex h-14 shrink-0 items-center gap-8 overflow-hidden border-b border-line px-5 transition-opacity',
        query.isPlaceholderData && 'opacity-60',
      )}
    >
      <p className="shrink-0 text-title font-semibold tabular-nums">{words.count(data.count)}</p>
      <dl className="flex min-w-0 gap-8 overflow-hidden">
        {inSight.map((sums) => (
          <Sums key={sums.currency} sums={sums} />
        ))}
      </dl>
      {others.length > 0 && (
        <Popover label={words.all} trigger={<Button variant="ghost">{words.more(others.length)}</Button>}>
          <dl className="flex max-h-80 flex-col gap-3 overflow-y-auto pe-2">
            {others.map((sums) => (
              <Sums key={sums.currency} sums={sums} />
            ))}
          </dl>
        </Popover>
      )}
    </div>
  );
}

function Sums({ sums }: { readonly sums: OfCurrency }) {
  const words = useWords().billing.payments.totals;
  const { locale } = useUiEnvironment();
  const { currency, count, amount, received, refunded, succeeded } = sums;
  const number = new Intl.NumberFormat(locale);
  return (
    <div className="min-w-0">
      <dt className="sr-only">{currency}</dt>
      <dd className="truncate leading-4.5">
        <Money amount={received === 0 ? amount : received} currency={currency} className="font-semibold" />
        <span className="text-ink-muted">
          {' '}
          {currency} {received === 0 ? words.asked : words.received}
        </span>
      </dd>
      <dd className="truncate text-meta text-ink-muted tabular-nums">
        {words.succeeded(number.format(succeeded), number.format(count))}
        {refunded > 0 && ` · ${words.refunded(formatMoney({ amount: refunded, currency }, locale))}`}
      </dd>
    </div>
  );
}

function Loading({ label }: { readonly label: string }) {
  return (
    <>
      <span className="sr-only">{label}</span>
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-3 w-40" />
      <Skeleton className="h-3 w-40" />
    </>
  );
}
