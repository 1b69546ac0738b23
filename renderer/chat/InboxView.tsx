import { Inbox } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useListKeys } from '#renderer/chat/hooks/useListKeys.ts';
import { useInboxPlace } from '#renderer/chat/hooks/useInboxPlace.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { neighbourOf } from '#renderer/chat/model/neighbour.ts';
import { isFresh } from '#renderer/chat/state/counts.ts';
import { Conversation } from '#renderer/chat/parts/Conversation.tsx';
import { ConversationList } from '#renderer/chat/parts/ConversationList.tsx';
import { FreshWorkspace } from '#renderer/chat/parts/FreshWorkspace.tsx';
import { NothingOpen } from '#renderer/chat/parts/NothingOpen.tsx';

/** The live chat's room: the list, the open conversation, and its customer. */
export function InboxView() {
  const words = useWords().chat;
  const chat = useChat();
  const state = useObservable(chat.inbox);
  const storage = useDeviceStorage();
  const room = useRoom();
  const { conversationId, open, leave } = useInboxPlace();
  const list = useRef<HTMLDivElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const { rows } = state.list;
  useEffect(() => {
    const listed = rows.map(({ id }) => id);
    chat.visitors.show(conversationId === null ? listed : [conversationId, ...listed]);
  }, [chat, rows, conversationId]);

  useListKeys({
    show: chat.inbox.show,
    move(step) {
      if (list.current === null) {
        const next = neighbourOf(state.list.rows, conversationId, step);
        if (next !== null) open(next);
        return;
      }
      // The list knows its own way: J and K are its arrows, wherever the focus was.
      list.current.focus();
      const key = step === 1 ? 'ArrowDown' : 'ArrowUp';
      list.current.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    back() {
      if (composer.current !== null && document.activeElement === composer.current) composer.current.blur();
      else leave();
      list.current?.focus();
    },
  });

  const title = <h1 className="sr-only">{words.list.title}</h1>;
  const welcome = isFresh(state.counts) ? <FreshWorkspace /> : null;
  const listPane = (
    <ConversationList
      inbox={chat.inbox}
      state={state}
      selectedId={conversationId}
      onSelect={open}
      fresh={welcome && (room === 'narrow' ? welcome : <EmptyState icon={Inbox} title={words.empty.noneYet} />)}
      ref={list}
    />
  );
  const work =
    conversationId === null ? (
      (welcome ?? <NothingOpen />)
    ) : (
      <Conversation
        key={conversationId}
        conversationId={conversationId}
        composer={composer}
        onOpen={open}
        onLeave={leave}
      />
    );

  if (room === 'narrow') {
    return (
      <>
        {title}
        {conversationId === null ? listPane : work}
      </>
    );
  }
  return (
    <>
      {title}
      <SplitPane
        id="optimaliq.panes.inbox"
        storage={storage}
        handleLabel={() => words.panes.list}
        panes={[
          { id: 'list', size: 320, minimum: 280, maximum: 480, content: listPane },
          { id: 'work', content: work },
        ]}
      />
    </>
  );
}
