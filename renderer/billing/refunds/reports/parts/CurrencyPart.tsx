import { useWords } from '#renderer/app/words/useWords.ts';
import { without } from '#renderer/billing/refunds/all/model/filters.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { NamedBars } from '#renderer/ui/chart/NamedBars.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { decimalOf } from '#shared/billing/money.ts';
import type { ReportProps } from './reportProps.ts';

/** How many refunds there were in each currency; the money is told beside, and never compared or added across them. */
export function CurrencyPart({ report, formats, common, onShow, onCsv, className = '' }: ReportProps) {
  const { overview, refunds } = useWords().billing;
  const { currencies: words, groups } = refunds.reports;
  const { locale } = useUiEnvironment();
  const rows = report.currencies
    .filter(({ refunds: count }) => count > 0)
    .map(({ currency, refunds: count, refunded: amount }) => ({
      currency,
      count,
      money: formatMoney({ amount, currency }, locale),
      decimal: decimalOf({ amount, currency }),
      onOpen: () => onShow({ ...without(common, 'currency'), isGiven: true, currency }),
    }));
  const data = {
    columns: [
      { title: words.first, isNumber: false },
      { title: groups.count, isNumber: true },
      { title: groups.amount, isNumber: true },
    ],
    rows: rows.map(({ currency, count, money, decimal, onOpen }) => ({
      key: currency,
      cells: [formats.cells.text(currency), formats.cells.count(count), { text: money, value: { decimal } }],
      onOpen,
    })),
  };
  return (
    <ChartFrame
      title={words.title}
      className={className}
      summary={words.summary(rows.length)}
      data={data}
      words={overview.charts.frame}
      onCsv={() => onCsv(data, 'currencies')}
    >
      <NamedBars
        label={words.title}
        tone="info"
        bars={rows.map(({ currency, count, money, onOpen }) => ({
          key: currency,
          label: currency,
          value: count,
          said: groups.said(money, count),
          onOpen,
        }))}
      />
    </ChartFrame>
  );
}
