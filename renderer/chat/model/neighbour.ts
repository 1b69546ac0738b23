import type { ConversationSummary } from '#shared/chat/contract.ts';

/** The id of the conversation before or after another in the list; the first when that one is not in it; null at the end. */
export function neighbourOf(rows: readonly ConversationSummary[], id: string | null, step: 1 | -1): string | null {
  const index = rows.findIndex((row) => row.id === id);
  return rows[index === -1 ? 0 : index + step]?.id ?? null;
}
