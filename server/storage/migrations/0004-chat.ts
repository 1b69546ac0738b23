import type { CreateTableBuilder, Kysely } from 'kysely';
import { key, referring, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

type Table = CreateTableBuilder<string>;

/** A conversation's columns after its key. */
export const withConversationColumns = (table: Table): Table =>
  table
    .addColumn('siteId', 'text', referring('site'))
    .addColumn('customerId', 'text', referring('customer'))
    .addColumn('assigneeId', 'text', (column) => column.references('account.id'))
    .addColumn('status', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('lastSeq', 'integer', required)
    .addColumn('visitorDelivered', 'integer', required)
    .addColumn('visitorRead', 'integer', required)
    .addColumn('staffDelivered', 'integer', required)
    .addColumn('staffRead', 'integer', required)
    .addColumn('unread', 'integer', required)
    .addColumn('waitingSince', 'integer')
    .addColumn('lastMessageSeq', 'integer')
    .addColumn('lastMessagePreview', 'text')
    .addColumn('lastMessageAuthorKind', 'text')
    .addColumn('lastMessageAt', 'integer')
    .addColumn('createdAt', 'integer', required)
    .addColumn('activeAt', 'integer', required);

/** A thread item's columns after its id and its conversation. */
export const withThreadItemColumns = (table: Table): Table =>
  table
    .addColumn('seq', 'integer', required)
    .addColumn('kind', 'text', required)
    .addColumn('visibility', 'text', required)
    .addColumn('body', 'text', required)
    .addColumn('authorKind', 'text', required)
    .addColumn('authorId', 'text')
    .addColumn('event', 'text')
    .addColumn('objectKind', 'text')
    .addColumn('objectId', 'text')
    .addColumn('at', 'integer', required)
    .addColumn('editedAt', 'integer')
    .addColumn('erasedAt', 'integer');

export async function createConversationIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('conversation_of_customer').on('conversation').column('customerId').execute();
  await db.schema
    .createIndex('conversation_in_inbox')
    .on('conversation')
    .columns(['status', 'assigneeId', 'activeAt', 'id'])
    .execute();
  await db.schema
    .createIndex('conversation_by_activity')
    .on('conversation')
    .columns(['status', 'activeAt', 'id'])
    .execute();
}

export async function createThreadItemIndex(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('thread_item_in_order')
    .unique()
    .on('thread_item')
    .columns(['conversationId', 'seq'])
    .execute();
}

/** Sites, customers with their devices, conversations and their threads. */
export const chatMigration: Migration = {
  name: '0004-chat',
  up: async (db) => {
    await strictTable(db, 'site')
      .addColumn('id', 'text', key)
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', required)
      .addColumn('allowedOriginsJson', 'text', required)
      .addColumn('locale', 'text', required)
      .addColumn('themeJson', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .execute();
    await strictTable(db, 'customer')
      .addColumn('id', 'text', key)
      .addColumn('name', 'text')
      .addColumn('email', 'text')
      .addColumn('createdAt', 'integer', required)
      .execute();
    await strictTable(db, 'visitor')
      .addColumn('id', 'text', key)
      .addColumn('siteId', 'text', referring('site'))
      .addColumn('customerId', 'text', referring('customer'))
      .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
      .addColumn('createdAt', 'integer', required)
      .execute();
    await db.schema.createIndex('visitor_of_customer').on('visitor').column('customerId').execute();
    await withConversationColumns(strictTable(db, 'conversation').addColumn('id', 'text', key)).execute();
    await createConversationIndexes(db);
    await withThreadItemColumns(
      strictTable(db, 'thread_item')
        .addColumn('id', 'text', key)
        .addColumn('conversationId', 'text', referring('conversation')),
    ).execute();
    await createThreadItemIndex(db);
  },
  down: async (db) => {
    for (const table of ['thread_item', 'conversation', 'visitor', 'customer', 'site']) {
      await db.schema.dropTable(table).execute();
    }
  },
};
