import type { Delivery } from '#server/journal/context.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { EventDataOf } from '#shared/contract.ts';

/** The topic every console's list of conversations follows. */
export const INBOX = 'inbox';

type ConversationEvent =
  'chat.messageAdded' | 'chat.objectChanged' | 'chat.receiptsChanged' | 'chat.conversationChanged';

export function aboutConversation(conversation: {
  readonly id: string;
  readonly customerId: string;
}): readonly Subject[] {
  return [
    { kind: 'conversation', id: conversation.id },
    { kind: 'customer', id: conversation.customerId },
  ];
}

/** An event on a conversation's own topic. `revision`: the visitor's cursor after it; null for what no visitor sees. */
export function onConversation<Name extends ConversationEvent>(
  name: Name,
  data: EventDataOf<Name>,
  revision: number | null,
  { echo } = { echo: true },
): Delivery {
  return { topic: `conversation:${data.conversationId}`, name, data, revision, echo };
}
