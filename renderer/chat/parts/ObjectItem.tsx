import { useSession } from '#renderer/app/context.ts';
import { RequestCard } from '#renderer/billing/requests/RequestCard.tsx';
import type { ConversationSummary, Message, ThreadObject } from '#shared/chat/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { useAuthorName } from './ThreadLines.tsx';

interface ObjectItemProps {
  readonly item: Message;
  readonly object: ThreadObject;
  readonly customer: ConversationSummary['customer'];
}

/** An object that was sent into the conversation. */
export function ObjectItem({ item, object, customer }: ObjectItemProps) {
  const nameOf = useAuthorName(customer);
  const { account } = useSession();
  return (
    <RequestCard
      message={item}
      object={object}
      author={nameOf(item.author)}
      mayRequest={isGranted(account.roles, 'payments.request')}
    />
  );
}
