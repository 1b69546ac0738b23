import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { RefundFilters } from '#renderer/billing/refunds/all/model/filters.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { NamedBars } from '#renderer/ui/chart/NamedBars.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { ReportProps } from './reportProps.ts';

/** One group: what it is called, what it comes to, and the filters that its rows have besides the common ones; null where no filter tells them. */
export interface Group {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly amount: number;
  readonly filters: RefundFilters | null;
}

interface GroupPartProps extends Omit<ReportProps, 'report'> {
  readonly title: string;
  /** Tells its file from those of others. */
  readonly name: string;
  /** Of the first column. */
  readonly first: string;
  readonly groups: readonly Group[];
  /** Under the title, such as a choice. */
  readonly head?: ReactNode;
}

/** What was given back by something, the most money first. Each group opens its rows. */
export function GroupPart({
  title,
  name,
  first,
  groups,
  head,
  formats,
  common,
  onShow,
  onCsv,
  className = '',
}: GroupPartProps) {
  const { overview, refunds } = useWords().billing;
  const { groups: words } = refunds.reports;
  const { cells } = formats;
  const rows = groups.map(({ filters, ...group }) => ({
    ...group,
    onOpen: filters === null ? undefined : () => onShow({ ...common, ...filters }),
  }));
  const data = {
    columns: [
      { title: first, isNumber: false },
      { title: words.count, isNumber: true },
      { title: words.amount, isNumber: true },
    ],
    rows: rows.map(({ key, label, count, amount, onOpen }) => ({
      key,
      cells: [cells.text(label), cells.count(count), cells.money(amount)],
      onOpen,
    })),
  };
  const [most] = rows;
  return (
    <ChartFrame
      title={title}
      className={className}
      headline={head}
      summary={most === undefined ? words.none : words.summary(most.label, formats.money(most.amount), most.count)}
      data={data}
      words={overview.charts.frame}
      onCsv={() => onCsv(data, name)}
    >
      {rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title={words.none} className="h-full" />
      ) : (
        <NamedBars
          label={title}
          tone="info"
          bars={rows.map(({ key, label, count, amount, onOpen }) => ({
            key,
            label,
            value: amount,
            said: words.said(formats.money(amount), count),
            onOpen,
          }))}
        />
      )}
    </ChartFrame>
  );
}
