import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';

interface EarlierConversationsProps {
  readonly conversations: OutputOf<'customers.get'>['conversations'];
  readonly currentId: string;
  readonly onOpen: (conversationId: string) => void;
}

/** What the customer wrote about at other times, newest first. */
export function EarlierConversations({ conversations, currentId, onOpen }: EarlierConversationsProps) {
  const words = useWords().customers.panel;
  const others = conversations.filter(({ id }) => id !== currentId);
  return (
    <section>
      <h3 className="mb-1.5 text-meta font-semibold text-ink-muted">{words.earlier}</h3>
      {others.length === 0 && <p className="text-ink-faint">{words.noEarlier}</p>}
      <ul className="-mx-2 flex flex-col">
        {others.map(({ id, preview, status, activeAt }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onOpen(id)}
              className="flex w-full flex-col rounded-small px-2 py-1.5 text-start hover:bg-hover active:bg-pressed"
            >
              <span className="w-full truncate">{preview === '' ? words.nothingSaid : preview}</span>
              <span className="flex w-full items-center gap-1.5 text-meta text-ink-faint">
                <span
                  aria-hidden
                  className={cx('size-1.5 rounded-full', status === 'open' ? 'bg-success' : 'bg-line-control')}
                />
                {status === 'open' ? words.open : words.closed}
                <RelativeTime at={activeAt} className="ms-auto tabular-nums" />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
