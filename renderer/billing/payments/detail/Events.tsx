import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { Nothing, Part, StripeId } from './parts.tsx';

const MOST_AT_FIRST = 8;

/** What Stripe told of the payment, event by event. */
export function Events({ events }: Pick<OutputOf<'billing.payment'>, 'events'>) {
  const { events: words } = useWords().billing.payments.detail;
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? events : events.slice(0, MOST_AT_FIRST);
  return (
    <Part title={words.title}>
      {events.length === 0 && <Nothing>{words.none}</Nothing>}
      <ul className="flex flex-col gap-2 empty:hidden">
        {shown.map(({ id, type, createdAt }) => (
          <li key={id}>
            <p className="flex items-baseline justify-between gap-2">
              <code className="truncate font-mono text-meta select-text">{type}</code>
              <ExactTime
                at={createdAt}
                format={{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' }}
                className="shrink-0 text-meta text-ink-faint tabular-nums"
              />
            </p>
            <StripeId id={id} />
          </li>
        ))}
      </ul>
      {!isWhole && events.length > MOST_AT_FIRST && (
        <Button variant="ghost" className="mt-2" onClick={() => setIsWhole(true)}>
          {words.more(events.length)}
        </Button>
      )}
    </Part>
  );
}
