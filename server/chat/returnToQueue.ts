import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { CommandContext } from '#server/journal/context.ts';
import { changeWithItem } from './change.ts';

/**
 * Gives the open conversations of somebody who can no longer answer back to the queue, each with its thread item, journal entry and news.
 * @returns how many there were.
 */
export async function returnToQueue(context: CommandContext, accountId: string): Promise<number> {
  const conversations = await context.unit.db
    .selectFrom('conversation')
    .selectAll()
    .where('assigneeId', '=', accountId)
    // In the text, so that the index of open conversations serves.
    .where('status', '=', sql.lit('open'))
    .orderBy('number')
    .execute();
  for (const conversation of conversations) {
    const { status, waitingSince } = conversation;
    await changeWithItem(
      context,
      conversation,
      uuidv7(),
      { type: 'unassigned' },
      { status, waitingSince, assigneeId: null },
    );
  }
  return conversations.length;
}
