import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { OverviewSums, Settlement } from '#shared/billing/overview/contract.ts';

const PARTS = ['charges', 'refunds', 'disputes', 'other'] as const;
const NOTHING = { charges: 0, refunds: 0, disputes: 0, other: 0, fees: 0, net: 0 } as const;

interface NetPartsProps {
  readonly today: OverviewSums;
  readonly span: OverviewSums;
  readonly days: number;
}

/** What was booked, part by part, for each balance by itself. */
export function NetParts({ today, span, days }: NetPartsProps) {
  const words = useWords().billing.overview;
  return (
    <div className="flex max-h-[60vh] max-w-[calc(100vw-3rem)] flex-col gap-3 overflow-y-auto">
      {span.settled.map(({ currency }) => (
        <Balance key={currency} currency={currency} today={today} span={span} days={days} />
      ))}
      <p className="max-w-80 text-meta text-ink-muted">{words.parts.note}</p>
    </div>
  );
}

function Balance({ currency, today, span, days }: NetPartsProps & { readonly currency: string }) {
  const { parts, spanTitle } = useWords().billing.overview;
  const { locale } = useUiEnvironment();
  const of = (sums: OverviewSums): Omit<Settlement, 'currency'> =>
    sums.settled.find((one) => one.currency === currency) ?? NOTHING;
  const columns = [of(today), of(span)] as const;
  const money = (amount: number): string => formatMoney({ amount, currency }, locale);
  const cell = 'py-1 ps-6 text-end whitespace-nowrap';
  return (
    <table className="border-collapse tabular-nums">
      <caption className="pb-1 text-start font-semibold">{parts.balance(currency)}</caption>
      <thead className="text-meta text-ink-muted">
        <tr>
          <th scope="col" className="text-start font-medium">
            {parts.part}
          </th>
          <th scope="col" className={`${cell} font-medium`}>
            {parts.today}
          </th>
          <th scope="col" className={`${cell} font-medium`}>
            {spanTitle(days)}
          </th>
        </tr>
      </thead>
      <tbody>
        {PARTS.map((part) => (
          <tr key={part}>
            <th scope="row" className="text-start font-normal">
              {parts[part]}
            </th>
            {columns.map((sums, place) => (
              <td key={place === 0 ? 'today' : 'span'} className={cell}>
                {money(sums[part])}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row" className="text-start font-normal">
            {parts.fees}
          </th>
          {columns.map((sums, place) => (
            <td key={place === 0 ? 'today' : 'span'} className={cell}>
              {money(-sums.fees)}
            </td>
          ))}
        </tr>
        <tr className="border-t border-line font-semibold">
          <th scope="row" className="text-start font-semibold">
            {parts.net}
          </th>
          {columns.map((sums, place) => (
            <td key={place === 0 ? 'today' : 'span'} className={cell}>
              {money(sums.net)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
