import type { Money as MoneyValue } from '#shared/billing/money.ts';
import { cx } from './cx.ts';
import { useUiEnvironment } from './environment.ts';
import { formatMoney } from './formatMoney.ts';

export interface MoneyProps extends MoneyValue {
  readonly className?: string;
}

/** An amount with its currency, in figures of one width. */
export function Money({ amount, currency, className }: MoneyProps) {
  const { locale } = useUiEnvironment();
  return (
    <span className={cx('whitespace-nowrap tabular-nums', className)}>{formatMoney({ amount, currency }, locale)}</span>
  );
}
