import { memo } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import type { SendState } from '#renderer/chat/model/sendState.ts';
import type { GroupPlace } from '#renderer/chat/model/threadRows.ts';
import type { ConversationSummary, Message } from '#shared/chat/contract.ts';
import { Bubble } from './Bubble.tsx';
import { MessageState } from './MessageState.tsx';

interface MessageBubbleProps {
  readonly message: Message;
  readonly group: GroupPlace;
  readonly customer: ConversationSummary['customer'];
  /** How far it has got; null where that is not told. */
  readonly state: SendState | null;
}

export const MessageBubble = memo(function MessageBubble({ message, group, customer, state }: MessageBubbleProps) {
  const words = useWords().chat;
  const me = useMe();
  const customerName = useCustomerName()(customer);
  const { author, body, at } = message;
  const isTeam = author.kind !== 'visitor';
  const isMine = author.kind === 'staff' && author.id === me.accountId;
  const teamName = isMine ? words.you : (author.name ?? words.events.system);
  return (
    <Bubble
      side={isTeam ? 'team' : 'customer'}
      body={body}
      at={at}
      group={group}
      author={isTeam ? teamName : customerName}
      showsName={isTeam && !isMine}
      avatarName={isTeam ? author.name : customer.name}
      avatarSeed={isTeam ? (author.id ?? '') : customer.id}
      state={state !== null && <MessageState state={state} />}
    />
  );
});
