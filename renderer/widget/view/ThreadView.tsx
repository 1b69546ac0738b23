import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isFromTeam } from '#renderer/widget/chat/thread.ts';
import type { ThreadEvent } from '#shared/chat/contract.ts';
import type { WidgetWords } from '#renderer/widget/words.ts';
import { useSurroundings } from './context.ts';
import { Group } from './Group.tsx';
import { DownIcon } from './icons.tsx';
import { RequestCard } from './RequestCard.tsx';
import { lastOwn, rowsOf } from './rows.ts';
import { createScrollKeeper } from './scrollKeeper.ts';
import { TypingLine } from './TypingLine.tsx';

function eventText(event: ThreadEvent, words: WidgetWords): string {
  if (event.type === 'assigned') return words.joined(event.to);
  if (event.type === 'closed') return words.closed;
  // One that only a newer server knows is not told.
  return event.type === 'reopened' ? words.reopened : '';
}

export function ThreadView() {
  const { chat, state, words, formats } = useSurroundings();
  const { thread, outgoing, older, phase } = state;
  const rows = useMemo(() => rowsOf(thread, outgoing, formats.dayKey), [thread, outgoing, formats]);
  const [below, setBelow] = useState(0);
  const [keeper] = useState(() => createScrollKeeper(setBelow, chat.loadOlder));
  const box = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    keeper.attach(box.current);
    return () => keeper.attach(null);
  }, [keeper]);
  useLayoutEffect(() => {
    keeper.drawn({
      firstKey: rows.find((row) => row.type === 'group')?.key ?? '',
      fromTeam: thread.items.filter(isFromTeam).length,
      own: outgoing.length + thread.items.filter((item) => item.author.kind === 'visitor').length,
      // A failure is not repeated by scrolling about; its button does it.
      wantsOlder: older === 'idle' && thread.hasOlder,
    });
  });
  const tellsProgress = lastOwn(rows);

  return (
    <div class="thread">
      <div class="scroll" ref={box} onScroll={keeper.scrolled} role="region" aria-label={words.conversationLabel}>
        {thread.hasOlder ? (
          <p class="older">
            {older === 'loading' ? (
              words.loadingOlder
            ) : (
              <button type="button" class="plain" onClick={chat.loadOlder}>
                {words.loadOlder}
              </button>
            )}
          </p>
        ) : null}
        {phase === 'loading' && rows.length === 0 ? <Skeleton label={words.loading} /> : null}
        <div
          class="log"
          role="log"
          aria-live="polite"
          aria-label={words.conversationLabel}
          aria-busy={older === 'loading'}
        >
          {rows.map((row) => {
            if (row.type === 'group') return <Group key={row.key} group={row} tellsProgress={tellsProgress} />;
            if (row.type === 'object') return <RequestCard key={row.key} object={row.object} body={row.body} />;
            return row.type === 'day' ? (
              <p key={row.key} class="day">
                {formats.day(row.at)}
              </p>
            ) : (
              <p key={row.key} class="event">
                {eventText(row.event, words)}
              </p>
            );
          })}
        </div>
        <TypingLine />
      </div>
      {below === 0 ? null : (
        <button type="button" class="below" onClick={keeper.toEnd}>
          <DownIcon /> {words.newMessages(below)}
        </button>
      )}
    </div>
  );
}

function Skeleton({ label }: { readonly label: string }) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{label}</span>
      <i class="bone theirs" />
      <i class="bone own" />
      <i class="bone theirs" />
    </div>
  );
}
