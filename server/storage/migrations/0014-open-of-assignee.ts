import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * The open conversations of each assignee and of nobody, in the inbox's order: without it the views `mine` and `unassigned` read every open
 * conversation, the shorter the view the more of them (docs/adr/0033). Closed ones, of which there are many, are in no entry of it.
 */
export const openOfAssigneeMigration: Migration = {
  name: '0014-open-of-assignee',
  up: async (db) => {
    await db.schema.dropIndex('conversation_of_assignee').execute();
    await db.schema
      .createIndex('conversation_open_of_assignee')
      .on('conversation')
      .columns(['assigneeId', 'activeAt', 'id'])
      .where(sql.ref('status'), '=', sql.lit('open'))
      .execute();
  },
  down: async (db) => {
    await db.schema.dropIndex('conversation_open_of_assignee').execute();
    await db.schema
      .createIndex('conversation_of_assignee')
      .on('conversation')
      .columns(['assigneeId', 'status'])
      .execute();
  },
};
