import { Gavel } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Money } from '#renderer/ui/Money.tsx';
import type { OutputOf } from '#shared/contract.ts';

interface MoneySumsProps {
  readonly money: OutputOf<'customers.money'>;
  /** Side by side, where there is room. */
  readonly isWide?: boolean;
}

/** What a customer has paid, by currency, and what is open of it. */
export function MoneySums({ money, isWide = false }: MoneySumsProps) {
  const words = useWords().customers.payers;
  const { locale } = useUiEnvironment();
  const { totals, openDisputes } = money;
  if (totals.length === 0) return <p className="text-ink-faint">{words.nothingPaid}</p>;
  return (
    <div className={cx('flex gap-x-8 gap-y-2', isWide ? 'flex-wrap items-end' : 'flex-col')}>
      <dl className={cx('flex gap-x-8 gap-y-2', isWide ? 'flex-wrap' : 'flex-col')}>
        {totals.map(({ currency, paid, refunded, payments }) => (
          <div key={currency} className="min-w-0">
            <dt className="text-meta text-ink-muted">
              {words.paid} · {words.count(payments)}
            </dt>
            <dd className="flex flex-wrap items-baseline gap-x-2">
              <Money amount={paid} currency={currency} className="text-title font-semibold" />
              {refunded > 0 && (
                <span className="text-meta text-ink-muted tabular-nums">
                  {words.refundedOf(formatMoney({ amount: refunded, currency }, locale))}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {openDisputes > 0 && (
        <Badge tone="danger" icon={Gavel} className="self-start">
          {words.openDisputes(openDisputes)}
        </Badge>
      )}
    </div>
  );
}
