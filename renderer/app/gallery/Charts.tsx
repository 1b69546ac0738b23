import { ChartFrame } from '#renderer/ui/chart/ChartFrame.tsx';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { NamedBars } from '#renderer/ui/chart/NamedBars.tsx';
import { galleryWords as words } from './words.ts';

const { charts } = words;
const VALUES = [1_200, 800, null, 0, 2_345, 1_900, 1_500] as const;
const nothing = (): void => undefined;

const pointsOf = (values: readonly (number | null)[]) =>
  values.map((value, place) => ({
    key: String(place),
    label: `${charts.day} ${String(place + 1)}`,
    value,
    before: 1_000 + 150 * place,
    said: `${charts.day} ${String(place + 1)}: ${String(value ?? '–')}`,
  }));
const dataOf = (values: readonly (number | null)[]) => ({
  columns: [
    { title: charts.day, isNumber: false },
    { title: charts.value, isNumber: true },
  ],
  rows: pointsOf(values).map(({ key, label, value }) => ({
    key,
    cells: [
      { text: label, value: label },
      { text: String(value ?? '–'), value: value ?? '' },
    ],
    onOpen: nothing,
  })),
});

/** The frame with each kind of chart. */
export function Charts() {
  const shared = { format: String, hint: charts.hint, onOpen: nothing };
  const frame = { words: charts.frame, onCsv: nothing, summary: charts.hint };
  const bars = charts.reasons.map((label, place) => ({
    key: label,
    label,
    value: 9 - 4 * place,
    said: String(9 - 4 * place),
    ...(place === 1 ? {} : { onOpen: nothing }),
  }));
  return (
    <div className="grid grid-cols-1 gap-4 medium:grid-cols-2">
      <ChartFrame {...frame} title={charts.bars} data={dataOf(VALUES)}>
        <LazyTimeChart
          {...shared}
          kind="bars"
          tone="accent"
          label={charts.bars}
          beforeLabel={charts.before}
          points={pointsOf(VALUES)}
        />
      </ChartFrame>
      <ChartFrame {...frame} title={charts.line} data={dataOf(VALUES)}>
        <LazyTimeChart {...shared} kind="line" tone="success" label={charts.line} points={pointsOf(VALUES)} />
      </ChartFrame>
      <ChartFrame {...frame} title={charts.named} data={dataOf(VALUES)}>
        <NamedBars label={charts.named} bars={bars} />
      </ChartFrame>
      <ChartFrame {...frame} title={charts.none} data={dataOf([0, 0, 0])}>
        <LazyTimeChart {...shared} kind="bars" tone="info" label={charts.none} points={pointsOf([0, 0, 0])} />
      </ChartFrame>
    </div>
  );
}
