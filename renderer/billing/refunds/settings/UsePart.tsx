import { useQuery } from '@tanstack/react-query';
import { QueryList } from '#renderer/accounts/settings/QueryList.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { USE_KEY } from '#renderer/billing/refunds/hooks/keys.ts';
import { useRefundFeed } from '#renderer/billing/refunds/hooks/useRefundFeed.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';

type Used = OutputOf<'billing.refundUse'>['people'][number];

const EVERY_MS = 60_000;

/** Who set how much going within the last 24 hours, and what was refunded past this console. */
export function UsePart() {
  const { use: words } = useWords().billing.refunds.settings;
  const { locale } = useUiEnvironment();
  const client = useClient();
  useRefundFeed();
  const query = useQuery({
    queryKey: [USE_KEY],
    queryFn: () => client.call('billing.refundUse', {}),
    // What is a day old falls out of it by itself.
    refetchInterval: EVERY_MS,
  });
  const people = query.data?.people ?? [];
  const elsewhere = query.data?.elsewhere ?? [];
  return (
    <QueryList
      query={query}
      count={people.length + elsewhere.length}
      likely={2}
      failed={words.failedTitle}
      empty={
        <Rows>
          <p className="px-4 py-3 text-ink-muted">{words.none}</p>
        </Rows>
      }
    >
      <Rows>
        {people.map((one) => (
          <Person key={`${one.accountId} ${one.currency}`} used={one} />
        ))}
        {elsewhere.map(({ currency, count, amount }) => (
          <Row key={currency} label={words.elsewhere} help={words.elsewhereHelp}>
            <span className="text-ink-muted">{words.set(count)}</span>
            <span className="font-medium tabular-nums">{formatMoney({ amount, currency }, locale)}</span>
          </Row>
        ))}
      </Rows>
    </QueryList>
  );
}

function Person({ used: { name, currency, count, amount, limit, roomAt } }: { readonly used: Used }) {
  const { use: words } = useWords().billing.refunds.settings;
  const { locale } = useUiEnvironment();
  const text = (value: number): string => formatMoney({ amount: value, currency }, locale);
  const most = limit?.perPersonDay ?? null;
  const told =
    most === null
      ? `${text(amount)}, ${limit === null ? words.approvedAll : words.noLimit}`
      : words.of(text(amount), text(most));
  return (
    <Row
      label={name}
      help={
        <>
          {words.set(count)}. {words.roomAt}{' '}
          <ExactTime at={roomAt} format={{ weekday: 'short', hour: '2-digit', minute: '2-digit' }} />.
        </>
      }
    >
      <span className="flex w-56 flex-col items-end gap-1.5">
        <span className="font-medium tabular-nums">{told}</span>
        {most !== null && (
          <Progress
            label={words.label(name, currency)}
            value={Math.min(amount, most)}
            maximum={most}
            valueText={told}
          />
        )}
      </span>
    </Row>
  );
}
