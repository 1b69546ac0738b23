import { keyedTable, required } from './columns.ts';
import type { Migration } from './migration.ts';

/** What conversations are about. `sound` is the label in small letters, by which two spellings are one. */
export const conversationLabelsMigration: Migration = {
  name: '0022-conversation-labels',
  up: async (db) => {
    await keyedTable(db, 'conversation_label')
      .addColumn('conversationId', 'text', required)
      .addColumn('label', 'text', required)
      .addColumn('sound', 'text', required)
      .addPrimaryKeyConstraint('conversation_label_key', ['conversationId', 'label'])
      .execute();
    await db.schema
      .createIndex('conversation_label_by_name')
      .on('conversation_label')
      .columns(['label', 'conversationId'])
      .execute();
    await db.schema
      .createIndex('conversation_label_by_sound')
      .on('conversation_label')
      .columns(['sound', 'label'])
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('conversation_label').execute();
  },
};
