import { Download } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { ChartTable } from './ChartTable.tsx';
import type { ChartData } from './chartData.ts';

export interface ChartFrameWords {
  readonly shown: (title: string) => string;
  readonly chart: string;
  readonly table: string;
  readonly csv: (title: string) => string;
}

export interface ChartFrameProps {
  readonly title: string;
  /** What it comes to, beside the title. */
  readonly headline?: ReactNode;
  /** What the chart says, in a sentence: for those who do not see it. */
  readonly summary: string;
  readonly data: ChartData;
  readonly words: ChartFrameWords;
  /** Saves the table as a file. */
  readonly onCsv: () => void;
  readonly className?: string;
  /** Classes of what holds the chart: its height, which the table has too. */
  readonly bodyClassName?: string;
  /** The chart. */
  readonly children: ReactNode;
}

/** What every chart stands in: a title, what it comes to, the same as a table, and as a file. */
export function ChartFrame({
  title,
  headline,
  summary,
  data,
  words,
  onCsv,
  className,
  bodyClassName = 'h-56',
  children,
}: ChartFrameProps) {
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={cx('flex min-w-0 flex-col rounded-medium border border-line bg-surface', className)}
    >
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 pt-3 pb-2">
        <div className="min-w-0 flex-1 basis-40 pt-1.5">
          <h2 id={heading} className="font-semibold">
            {title}
          </h2>
          {headline}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          <Segmented
            label={words.shown(title)}
            value={shown}
            onValueChange={setShown}
            segments={[
              { value: 'chart', label: words.chart },
              { value: 'table', label: words.table },
            ]}
          />
          <IconButton label={words.csv(title)} icon={Download} onClick={onCsv} />
        </div>
      </header>
      <div className={cx('min-w-0 px-4 pb-4', bodyClassName)}>
        {shown === 'table' ? (
          <ChartTable label={title} data={data} />
        ) : (
          <>
            <p className="sr-only">{summary}</p>
            {children}
          </>
        )}
      </div>
    </section>
  );
}
