import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';

/** What a currency comes to: an amount, what it is, and what is said under it. */
export interface CurrencySums {
  readonly currency: string;
  readonly amount: number;
  readonly what: string;
  readonly below: string;
}

interface SumsStripProps {
  readonly query: { readonly isError: boolean; readonly isPlaceholderData: boolean };
  /** How many there are, in words, and the sums by currency; null while nobody knows. */
  readonly sums: { readonly count: string; readonly currencies: readonly CurrencySums[] } | null;
}

/** What stands in the strip itself; the rest behind a button. */
const MOST_IN_SIGHT = 3;

/** Sums of everything that fits a filter, by currency, whether or not it was scrolled to. */
export function SumsStrip({ query, sums }: SumsStripProps) {
  const words = useWords().billing.payments.totals;
  if (sums === null) {
    return (
      <div role="status" className="flex h-14 shrink-0 items-center gap-8 border-b border-line px-5">
        {query.isError ? <span className="text-ink-muted">{words.failed}</span> : <Loading label={words.loading} />}
      </div>
    );
  }
  const inSight = sums.currencies.slice(0, MOST_IN_SIGHT);
  const others = sums.currencies.slice(MOST_IN_SIGHT);
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
      <p className="shrink-0 text-title font-semibold tabular-nums">{sums.count}</p>
      <dl className="flex min-w-0 gap-8 overflow-hidden">
        {inSight.map((one) => (
          <Sums key={one.currency} sums={one} />
        ))}
      </dl>
      {others.length > 0 && (
        <Popover label={words.all} trigger={<Button variant="ghost">{words.more(others.length)}</Button>}>
          <dl className="flex max-h-80 flex-col gap-3 overflow-y-auto pe-2">
            {others.map((one) => (
              <Sums key={one.currency} sums={one} />
            ))}
          </dl>
        </Popover>
      )}
    </div>
  );
}

function Sums({ sums: { currency, amount, what, below } }: { readonly sums: CurrencySums }) {
  return (
    <div className="min-w-0">
      <dt className="sr-only">{currency}</dt>
      <dd className="truncate leading-4.5">
        <Money amount={amount} currency={currency} className="font-semibold" />
        <span className="text-ink-muted">
          {' '}
          {currency} {what}
        </span>
      </dd>
      <dd className="truncate text-meta text-ink-muted tabular-nums">{below}</dd>
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
