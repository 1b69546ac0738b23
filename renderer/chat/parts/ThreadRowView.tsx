import { memo } from 'react';
import type { SendState } from '#renderer/chat/model/sendState.ts';
import type { ThreadRow } from '#renderer/chat/model/threadRows.ts';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { MessageBubble } from './MessageBubble.tsx';
import { PendingBubble } from './PendingBubble.tsx';
import { ObjectItem } from './ObjectItem.tsx';
import { DayLine, EventLine, NewLine } from './ThreadLines.tsx';

interface ThreadRowViewProps {
  readonly row: ThreadRow;
  readonly conversationId: string;
  readonly customer: ConversationSummary['customer'];
  /** How far the row's message has got; null where that is not told. */
  readonly state: SendState | null;
  readonly dayLabel: string;
  readonly onRetry: (replyId: string) => void;
  readonly onEdit: (replyId: string) => void;
}

export const ThreadRowView = memo(function ThreadRowView(props: ThreadRowViewProps) {
  const { row, conversationId, customer, state, dayLabel, onRetry, onEdit } = props;
  switch (row.kind) {
    case 'day':
      return <DayLine label={dayLabel} />;
    case 'new':
      return <NewLine />;
    case 'event':
      return <EventLine item={row.item} customer={customer} />;
    case 'object':
      return <ObjectItem item={row.item} object={row.object} conversationId={conversationId} customer={customer} />;
    case 'pending':
      return <PendingBubble reply={row.item} group={row.group} onRetry={onRetry} onEdit={onEdit} />;
    case 'message':
      return <MessageBubble message={row.item} group={row.group} customer={customer} state={state} />;
  }
});
