import type { ReadableDatabase } from '#server/storage/schema.ts';

/** A message of a customer's or to them. */
export interface Said {
  readonly at: number;
  readonly by: 'customer' | 'shop';
  readonly words: string;
}

const MOST = 200;

/**
 * The newest messages of this customer's conversations, the oldest first, and how many more there are: what both have read, and neither notes
 * of colleagues nor what was erased.
 */
export async function saidWith(
  db: ReadableDatabase,
  customerId: string,
): Promise<{ readonly messages: readonly Said[]; readonly more: number }> {
  const theirs = db
    .selectFrom('conversation')
    .innerJoin('thread_item as item', 'item.conversationNumber', 'conversation.number')
    .where('conversation.customerId', '=', customerId)
    .where('item.kind', '=', 'message')
    .where('item.visibility', '=', 'public')
    .where('item.erasedAt', 'is', null);
  const { count } = await theirs.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await theirs
    .select(['item.at', 'item.authorKind', 'item.body'])
    .orderBy('item.at', 'desc')
    .orderBy('item.seq', 'desc')
    .limit(MOST)
    .execute();
  const messages = rows
    .map(({ at, authorKind, body }) => ({
      at,
      by: authorKind === 'visitor' ? ('customer' as const) : ('shop' as const),
      words: body,
    }))
    .reverse();
  return { messages, more: count - messages.length };
}
