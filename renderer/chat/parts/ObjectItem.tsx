import { useSession } from '#renderer/app/context.ts';
import { RefundCard } from '#renderer/billing/refunds/thread/RefundCard.tsx';
import { RequestCard } from '#renderer/billing/requests/RequestCard.tsx';
import type { ConversationSummary, Message, ThreadObject } from '#shared/chat/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { useAuthorName } from './ThreadLines.tsx';

interface ObjectItemProps {
  readonly item: Message;
  readonly object: ThreadObject;
  readonly conversationId: string;
  readonly customer: ConversationSummary['customer'];
}

/** An object that stands in the conversation. */
export function ObjectItem({ item, object, conversationId, customer }: ObjectItemProps) {
  const nameOf = useAuthorName(customer);
  const { account } = useSession();
  if (object.type === 'refund')
    return (
      <div className="flex justify-end ps-12 pt-3">
        <RefundCard object={object} conversationId={conversationId} />
      </div>
    );
  return (
    <RequestCard
      message={item}
      object={object}
      author={nameOf(item.author)}
      mayRequest={isGranted(account.roles, 'payments.request')}
    />
  );
}
