import { memo } from 'react';
import { sendStateOf } from '#renderer/chat/model/sendState.ts';
import type { ThreadRow } from '#renderer/chat/model/threadRows.ts';
import type { ConversationSummary, Receipts } from '#shared/chat/contract.ts';
import { MessageBubble } from './MessageBubble.tsx';
import { PendingBubble } from './PendingBubble.tsx';
import { DayLine, EventLine, NewLine } from './ThreadLines.tsx';

interface ThreadRowViewProps {
  readonly row: ThreadRow;
  readonly customer: ConversationSummary['customer'];
  readonly receipts: Receipts | null;
  readonly dayLabel: string;
  readonly onRetry: (replyId: string) => void;
  readonly onEdit: (replyId: string) => void;
}

export const ThreadRowView = memo(function ThreadRowView(props: ThreadRowViewProps) {
  const { row, customer, receipts, dayLabel, onRetry, onEdit } = props;
  switch (row.kind) {
    case 'day':
      return <DayLine label={dayLabel} />;
    case 'new':
      return <NewLine />;
    case 'event':
      return <EventLine item={row.item} customer={customer} />;
    case 'pending':
      return <PendingBubble reply={row.item} group={row.group} onRetry={onRetry} onEdit={onEdit} />;
    case 'message':
      return (
        <MessageBubble
          message={row.item}
          group={row.group}
          customer={customer}
          state={row.group.last && row.item.author.kind === 'staff' ? sendStateOf(row.item, receipts) : null}
        />
      );
  }
});
