import { useQueryClient } from '@tanstack/react-query';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { labelsText, limitsOf, valueText } from '#renderer/monitoring/alerts/model/format.ts';
import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { ValueLines } from './ValueLines.tsx';

type Tested = OutputOf<'monitoring.testAlertRule'>;

interface RuleChartProps {
  readonly title: string;
  readonly rule: AlertRule;
  readonly tested: Tested;
}

/** Rows of the table at most; the newest. */
const MOST_ROWS = 500;

/** What a rule compared, step by step, with its limit and when it fired; as a table and a file, too. */
export function RuleChart({ title, rule, tested }: RuleChartProps) {
  const words = useWords().monitoring.alerts.chart;
  const { locale, timeZone } = useUiEnvironment();
  const csv = exportOf(useQueryClient(), 'alerts');
  const { from, valueStepMs, tracks, firings, count } = tested;
  const clock = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const limits = limitsOf(rule);
  const names = tracks.map(({ labels }) => labelsText(labels) ?? words.everything);
  const steps = tracks[0]?.values.length ?? 0;
  const isFiring = (at: number): boolean =>
    firings.some((one) => at + valueStepMs >= one.from && at < (one.to ?? tested.to));
  const data: ChartData = {
    columns: [
      { title: words.time, isNumber: false },
      ...names.map((name) => ({ title: name, isNumber: true })),
      { title: words.fires, isNumber: false },
    ],
    rows: Array.from({ length: Math.min(MOST_ROWS, steps) }, (_, back) => {
      const place = steps - 1 - back;
      const at = from + place * valueStepMs;
      const fires = isFiring(at) ? words.yes : words.no;
      return {
        key: String(at),
        cells: [
          { text: clock.format(at), value: new Date(at).toISOString() },
          ...tracks.map(({ values }) => {
            const value = values[place] ?? null;
            return { text: valueText(rule.condition, value, locale), value: value ?? '' };
          }),
          { text: fires, value: fires },
        ],
      };
    }),
  };
  return (
    <ChartFrame
      title={title}
      summary={words.summary(count, clock.format(from), clock.format(tested.to))}
      data={data}
      words={words}
      onCsv={() => csv.start(chartExport(data, words.fileName(title)))}
      bodyClassName="h-52"
    >
      <ValueLines
        from={from}
        to={tested.to}
        stepMs={valueStepMs}
        tracks={tracks.map(({ values }, place) => ({ name: names[place] ?? '', values }))}
        limit={limits?.limit ?? null}
        clear={limits === null || limits.clear === limits.limit ? null : limits.clear}
        firings={firings}
        format={(value) => valueText(rule.condition, value, locale)}
        words={words}
      />
    </ChartFrame>
  );
}
