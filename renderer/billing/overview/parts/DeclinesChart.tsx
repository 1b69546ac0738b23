import { CircleCheck } from 'lucide-react';
import { useLocation } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { behind, daysOf } from '#renderer/billing/overview/model/behind.ts';
import { declineWords } from '#renderer/billing/payments/model/labels.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { NamedBars } from '#renderer/ui/chart/NamedBars.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { ChartProps } from './chartProps.ts';

const OTHERS = 'others';

/** Why payments were declined, the most frequent reason first. */
export function DeclinesChart({ overview, formats, onCsv, className = '' }: ChartProps) {
  const { billing } = useWords();
  const words = billing.overview;
  const { timeZone } = useUiEnvironment();
  const [, navigate] = useLocation();
  const { declines, span } = overview;
  const { declines: texts } = words.charts;
  const { cells, currency } = formats;
  const time = daysOf(span, timeZone);
  const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const { others } = declines;
  const rows = [
    ...declines.named.map(({ code, count, amount }) => ({
      key: code ?? '',
      code: code ?? '',
      label: code === null ? texts.noCode : sentence(declineWords(code, billing.payments).what),
      count,
      amount,
      // Of payments without a code no filter knows.
      onOpen: code === null ? undefined : () => navigate(behind({ currency, time, declineCode: code })),
    })),
    ...(others.codes === 0
      ? []
      : [
          {
            key: OTHERS,
            code: '',
            label: texts.others(others.codes),
            count: others.count,
            amount: others.amount,
            onOpen: undefined,
          },
        ]),
  ];
  const data = {
    columns: [
      { title: texts.reason, isNumber: false },
      { title: texts.code, isNumber: false },
      { title: texts.count, isNumber: true },
      { title: texts.amount, isNumber: true },
    ],
    rows: rows.map(({ key, code, label, count, amount, onOpen }) => ({
      key,
      cells: [cells.text(label), cells.text(code), cells.count(count), cells.money(amount)],
      onOpen,
    })),
  };
  return (
    <ChartFrame
      title={texts.title}
      className={className}
      headline={<p className="text-heading font-semibold tabular-nums">{texts.headline(span.failed)}</p>}
      summary={rows[0] === undefined ? texts.none : texts.summary(span.failed, rows[0].label)}
      data={data}
      words={words.charts.frame}
      onCsv={() => onCsv(data, 'declines')}
    >
      {rows.length === 0 ? (
        <EmptyState
          icon={CircleCheck}
          title={texts.none}
          {...(span.succeeded > 0 ? { description: texts.noneDescription } : {})}
          className="h-full"
        />
      ) : (
        <NamedBars
          label={texts.title}
          bars={rows.map(({ key, label, count, amount, onOpen }) => ({
            key,
            label,
            value: count,
            said: texts.said(count, formats.money(amount)),
            onOpen,
          }))}
        />
      )}
    </ChartFrame>
  );
}
