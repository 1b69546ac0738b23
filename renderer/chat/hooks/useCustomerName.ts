import { useCallback } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { visitorCode } from '#renderer/chat/model/visitorLabel.ts';
import type { ConversationSummary } from '#shared/chat/contract.ts';

/** What to call a customer: the name they gave, or a label that tells them apart. */
export function useCustomerName(): (customer: ConversationSummary['customer']) => string {
  const words = useWords();
  return useCallback((customer) => customer.name ?? words.chat.visitor(visitorCode(customer.id)), [words]);
}
