import { sql, type Kysely } from 'kysely';
import { keyedTable, required } from './columns.ts';
import type { Migration } from './migration.ts';

/** Adds `by` to the counter that a row of conversations, `old` or `new`, belongs to. */
const count = (row: 'old' | 'new', by: 1 | -1): string =>
  `INSERT INTO conversation_count (status, assigneeId, hasUnread, count)
    SELECT ${row}.status, coalesce(${row}.assigneeId, ''), ${row}.unread > 0, ${String(by)} WHERE ${row}.lastSeq > 0
    ON CONFLICT (status, assigneeId, hasUnread) DO UPDATE SET count = count + excluded.count;`;

async function createTriggers(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TRIGGER conversation_counted AFTER INSERT ON conversation WHEN new.lastSeq > 0
    BEGIN ${sql.raw(count('new', 1))} END`.execute(db);
  // Most messages change no counter, and then this is all they cost.
  await sql`CREATE TRIGGER conversation_counted_anew AFTER UPDATE OF status, assigneeId, unread, lastSeq ON conversation
    WHEN old.status <> new.status OR old.assigneeId IS NOT new.assigneeId OR (old.unread > 0) <> (new.unread > 0) OR (old.lastSeq > 0) <> (new.lastSeq > 0)
    BEGIN ${sql.raw(count('old', -1))} ${sql.raw(count('new', 1))} END`.execute(db);
  await sql`CREATE TRIGGER conversation_not_counted AFTER DELETE ON conversation WHEN old.lastSeq > 0
    BEGIN ${sql.raw(count('old', -1))} END`.execute(db);
}

/**
 * How many conversations there are of each kind that the inbox counts, kept by triggers, so that counting does not read them all
 * (docs/adr/0022). `assigneeId` is '' for nobody's. Conversations in which nobody has written are not counted.
 */
export const conversationCountMigration: Migration = {
  name: '0011-conversation-count',
  up: async (db) => {
    await keyedTable(db, 'conversation_count')
      .addColumn('status', 'text', required)
      .addColumn('assigneeId', 'text', required)
      .addColumn('hasUnread', 'integer', required)
      .addColumn('count', 'integer', required)
      .addPrimaryKeyConstraint('conversation_count_key', ['status', 'assigneeId', 'hasUnread'])
      .execute();
    await sql`INSERT INTO conversation_count (status, assigneeId, hasUnread, count)
      SELECT status, coalesce(assigneeId, ''), unread > 0, count(*) FROM conversation WHERE lastSeq > 0 GROUP BY 1, 2, 3`.execute(
      db,
    );
    await createTriggers(db);
  },
  down: async (db) => {
    for (const trigger of ['conversation_counted', 'conversation_counted_anew', 'conversation_not_counted'])
      await sql`DROP TRIGGER ${sql.ref(trigger)}`.execute(db);
    await db.schema.dropTable('conversation_count').execute();
  },
};
