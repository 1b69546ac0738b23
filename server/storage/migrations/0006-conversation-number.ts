import { sql, type Kysely } from 'kysely';
import {
  createConversationIndexes,
  createThreadItemIndex,
  withConversationColumns,
  withThreadItemColumns,
} from './0004-chat.ts';
import { key, referring, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

const CONVERSATION = sql.raw(
  'siteId, customerId, assigneeId, status, revision, lastSeq, visitorDelivered, visitorRead, staffDelivered, staffRead, unread, waitingSince, lastMessageSeq, lastMessagePreview, lastMessageAuthorKind, lastMessageAt, createdAt, activeAt',
);
const THREAD_ITEM = sql.raw(
  'seq, kind, visibility, body, authorKind, authorId, event, objectKind, objectId, at, editedAt, erasedAt',
);

/** Puts the tables aside; what refers to them follows. */
async function putAside(db: Kysely<unknown>, indexes: readonly string[]): Promise<void> {
  for (const index of indexes) await db.schema.dropIndex(index).execute();
  await db.schema.alterTable('conversation').renameTo('conversation_before').execute();
  await db.schema.alterTable('thread_item').renameTo('thread_item_before').execute();
}

async function dropAside(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('thread_item_before').execute();
  await db.schema.dropTable('conversation_before').execute();
}

/**
 * Conversations get a number, by which their items find them: an index over it is a quarter as large as one over ids, so that a group of
 * messages changes far fewer pages (docs/adr/0012). One index fewer changes with every message: what belongs to one assignee is few rows.
 */
export const conversationNumberMigration: Migration = {
  name: '0006-conversation-number',
  up: async (db) => {
    await putAside(db, [
      'conversation_of_customer',
      'conversation_in_inbox',
      'conversation_by_activity',
      'thread_item_in_order',
    ]);
    await withConversationColumns(
      strictTable(db, 'conversation')
        .addColumn('number', 'integer', key)
        .addColumn('id', 'text', (column) => column.notNull().unique()),
    ).execute();
    await withThreadItemColumns(
      strictTable(db, 'thread_item')
        .addColumn('id', 'text', key)
        .addColumn('conversationNumber', 'integer', (column) => column.notNull().references('conversation.number')),
    ).execute();
    await sql`INSERT INTO conversation (id, ${CONVERSATION}) SELECT id, ${CONVERSATION} FROM conversation_before ORDER BY rowid`.execute(
      db,
    );
    await sql`INSERT INTO thread_item (id, conversationNumber, ${THREAD_ITEM})
      SELECT id, (SELECT number FROM conversation WHERE id = conversationId), ${THREAD_ITEM} FROM thread_item_before ORDER BY rowid`.execute(
      db,
    );
    await dropAside(db);
    await db.schema.createIndex('conversation_of_customer').on('conversation').column('customerId').execute();
    await db.schema
      .createIndex('conversation_of_assignee')
      .on('conversation')
      .columns(['assigneeId', 'status'])
      .execute();
    await db.schema
      .createIndex('conversation_by_activity')
      .on('conversation')
      .columns(['status', 'activeAt', 'id'])
      .execute();
    await db.schema
      .createIndex('thread_item_in_order')
      .unique()
      .on('thread_item')
      .columns(['conversationNumber', 'seq'])
      .execute();
  },
  down: async (db) => {
    await putAside(db, [
      'conversation_of_customer',
      'conversation_of_assignee',
      'conversation_by_activity',
      'thread_item_in_order',
    ]);
    await withConversationColumns(strictTable(db, 'conversation').addColumn('id', 'text', key)).execute();
    await withThreadItemColumns(
      strictTable(db, 'thread_item')
        .addColumn('id', 'text', key)
        .addColumn('conversationId', 'text', referring('conversation')),
    ).execute();
    await sql`INSERT INTO conversation (id, ${CONVERSATION}) SELECT id, ${CONVERSATION} FROM conversation_before ORDER BY number`.execute(
      db,
    );
    await sql`INSERT INTO thread_item (id, conversationId, ${THREAD_ITEM})
      SELECT id, (SELECT id FROM conversation_before WHERE number = conversationNumber), ${THREAD_ITEM} FROM thread_item_before ORDER BY rowid`.execute(
      db,
    );
    await dropAside(db);
    await createConversationIndexes(db);
    await createThreadItemIndex(db);
  },
};
