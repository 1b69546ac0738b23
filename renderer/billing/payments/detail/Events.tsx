import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToEvent } from '#renderer/billing/sync/useOpenEvent.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { Nothing, Part, StripeId } from './parts.tsx';

const MOST_AT_FIRST = 8;

/** What Stripe told of the payment, event by event. */
export function Events({ events }: Pick<OutputOf<'billing.payment'>, 'events'>) {
  const { events: words } = useWords().billing.payments.detail;
  const [isWhole, setIsWhole] = useState(false);
  const maySee = isGranted(useSession().account.roles, 'billing.manage');
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
            {maySee ? <EventLink id={id} label={words.inLog(type)} /> : <StripeId id={id} />}
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

/** To the event as it came, in the log that admins have. */
function EventLink({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <Link href={pathToEvent(id)} aria-label={label} className="text-accent-text underline-offset-2 hover:underline">
      <code className="font-mono text-meta wrap-anywhere">{id}</code>
    </Link>
  );
}
