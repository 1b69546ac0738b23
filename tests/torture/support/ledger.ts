import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import type { WritingVisitor } from './visitor.ts';

interface StoredMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly body: string;
}

/** The messages that the database holds, whether or not a server has it open. */
export function storedMessages(dataDirectory: string): readonly StoredMessage[] {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  try {
    return raw
      .prepare<[], StoredMessage>(
        `SELECT thread_item.id, conversation.id AS conversationId, seq, body FROM thread_item
         JOIN conversation ON conversation.number = conversationNumber ORDER BY conversationNumber, seq`,
      )
      .all();
  } finally {
    close();
  }
}

/**
 * Compares what was acknowledged with what is stored: each message once, under the seq it was acknowledged with, in its visitor's order,
 * seq dense per conversation, and nothing beside.
 * @returns what is wrong, in words.
 */
export function ledgerFaults(visitors: readonly WritingVisitor[], stored: readonly StoredMessage[]): readonly string[] {
  const faults: string[] = [];
  const byConversation = Map.groupBy(stored, ({ conversationId }) => conversationId);
  if (byConversation.size !== visitors.length)
    faults.push(`${byConversation.size} conversations instead of ${visitors.length}`);
  for (const { messages, conversationId } of visitors) {
    const found = byConversation.get(conversationId()) ?? [];
    if (found.length !== messages.length)
      faults.push(`${conversationId()} holds ${found.length} items instead of ${messages.length}`);
    found.forEach(({ seq, id, body }, index) => {
      const written = messages[index];
      if (seq !== index + 1) faults.push(`${conversationId()}: seq ${seq} where ${index + 1} belongs`);
      if (written?.id !== id || written.body !== body)
        faults.push(`${conversationId()}: another message at seq ${seq} than was written`);
      else if (written.acknowledged?.seq !== seq)
        faults.push(`${id} is at ${seq} but was acknowledged as ${String(written.acknowledged?.seq)}`);
    });
  }
  return faults;
}
