import { sql } from 'kysely';
import { key, keyedTable, referring, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/**
 * Who needs to know what, the ledger of how they were told, and what people chose (docs/adr/0047). `notification_touched` are subjects that are
 * still to be derived; it moves on together with the place in the journal, so that nothing is lost or doubled.
 */
export const notificationsMigration: Migration = {
  name: '0025-notifications',
  up: async (db) => {
    await strictTable(db, 'notification_follower')
      .addColumn('id', 'integer', key)
      .addColumn('seq', 'integer', required)
      .execute();
    await keyedTable(db, 'notification_touched')
      .addColumn('kind', 'text', required)
      .addColumn('about', 'text', required)
      .addColumn('aboutId', 'text', required)
      .addPrimaryKeyConstraint('notification_touched_key', ['kind', 'about', 'aboutId'])
      .execute();
    await strictTable(db, 'notification')
      .addColumn('id', 'integer', key)
      .addColumn('accountId', 'text', referring('account'))
      .addColumn('kind', 'text', required)
      .addColumn('about', 'text', required)
      .addColumn('aboutId', 'text', required)
      .addColumn('subjectKind', 'text', required)
      .addColumn('subjectId', 'text', required)
      .addColumn('since', 'integer', required)
      .addColumn('urgency', 'text', required)
      .addColumn('deadline', 'integer')
      .addColumn('factsJson', 'text', required)
      .addColumn('round', 'integer', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('toldAt', 'integer', required)
      .addColumn('seenAt', 'integer')
      .addColumn('openedAt', 'integer')
      .addColumn('changesAt', 'integer')
      .addColumn('goesOnAt', 'integer')
      .addColumn('closedAt', 'integer')
      .addColumn('closedBy', 'text')
      .execute();
    await sql`CREATE UNIQUE INDEX notification_open ON notification (kind, about, aboutId, accountId, subjectKind, subjectId) WHERE closedAt IS NULL`.execute(
      db,
    );
    // What is always the same stands in an index, too, where SQLite would prefer another one otherwise.
    await sql`CREATE INDEX notification_open_of ON notification (accountId, closedAt, toldAt, id) WHERE closedAt IS NULL`.execute(
      db,
    );
    await db.schema.createIndex('notification_of').on('notification').columns(['accountId', 'toldAt', 'id']).execute();
    await sql`CREATE INDEX notification_dismissed ON notification (kind, about, aboutId, since) WHERE closedBy = 'dismissed'`.execute(
      db,
    );
    await sql`CREATE INDEX notification_changes ON notification (changesAt) WHERE changesAt IS NOT NULL AND closedAt IS NULL`.execute(
      db,
    );
    await sql`CREATE INDEX notification_over ON notification (closedAt) WHERE closedAt IS NOT NULL`.execute(db);
    await sql`CREATE INDEX notification_goes_on ON notification (goesOnAt) WHERE goesOnAt IS NOT NULL`.execute(db);

    await strictTable(db, 'notification_delivery')
      .addColumn('id', 'integer', key)
      .addColumn('notificationId', 'integer', referring('notification'))
      .addColumn('round', 'integer', required)
      .addColumn('channel', 'text', required)
      .addColumn('targetId', 'text', required)
      .addColumn('accountId', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('detail', 'text')
      .addColumn('bundleId', 'integer')
      .addColumn('isBundled', 'integer', required)
      .addColumn('attempts', 'integer', required)
      .addColumn('queuedAt', 'integer', required)
      .addColumn('dueAt', 'integer', required)
      .addColumn('leaseUntil', 'integer')
      .addColumn('sentAt', 'integer')
      .addColumn('endedAt', 'integer')
      .addColumn('clickedAt', 'integer')
      .addColumn('withdrawnAt', 'integer')
      .execute();
    // Once: also the database keeps it.
    await db.schema
      .createIndex('notification_delivery_once')
      .unique()
      .on('notification_delivery')
      .columns(['notificationId', 'round', 'channel', 'targetId'])
      .execute();
    await sql`CREATE INDEX notification_delivery_at ON notification_delivery (targetId, channel, state, dueAt)
      WHERE channel = 'system' AND state = 'queued'`.execute(db);
    await sql`CREATE INDEX notification_delivery_standing ON notification_delivery (targetId, id)
      WHERE channel IN ('system', 'push') AND state = 'shown' AND withdrawnAt IS NULL`.execute(db);
    await sql`CREATE INDEX notification_delivery_due ON notification_delivery (channel, dueAt) WHERE state = 'queued'`.execute(
      db,
    );
    await sql`CREATE INDEX notification_delivery_given_up ON notification_delivery (channel, notificationId)
      WHERE state = 'failed' AND reason IN ('unreachable', 'refused')`.execute(db);
    await sql`CREATE INDEX notification_delivery_taken ON notification_delivery (leaseUntil)
      WHERE channel = 'system' AND state = 'sent'`.execute(db);

    await strictTable(db, 'notification_device')
      .addColumn('id', 'text', key)
      .addColumn('accountId', 'text', referring('account'))
      .addColumn('sessionId', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('form', 'text', required)
      .addColumn('ability', 'text', required)
      .addColumn('showsText', 'integer', required)
      .addColumn('seenAt', 'integer', required)
      .addColumn('pushEndpoint', 'text')
      .addColumn('pushP256dh', 'text')
      .addColumn('pushAuth', 'text')
      .execute();
    await db.schema
      .createIndex('notification_device_of')
      .on('notification_device')
      .columns(['accountId', 'seenAt'])
      .execute();
    await keyedTable(db, 'notification_choice')
      .addColumn('accountId', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('channel', 'text', required)
      .addColumn('isOn', 'integer', required)
      .addPrimaryKeyConstraint('notification_choice_key', ['accountId', 'kind', 'channel'])
      .execute();
    await keyedTable(db, 'notification_person')
      .addColumn('accountId', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('lastDueAt', 'integer', required)
      .addColumn('quietHoursJson', 'text')
      .execute();
    await strictTable(db, 'notification_webhook')
      .addColumn('id', 'text', key)
      .addColumn('name', 'text', required)
      .addColumn('url', 'text', required)
      .addColumn('kindsJson', 'text', required)
      .addColumn('createdBy', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('lastAt', 'integer')
      .addColumn('lastFailure', 'text')
      .addColumn('removedAt', 'integer')
      .execute();
    await strictTable(db, 'email_outbox')
      .addColumn('id', 'integer', key)
      .addColumn('accountId', 'text', referring('account'))
      .addColumn('deliveryId', 'integer', (column) => column.notNull().unique())
      .addColumn('state', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .execute();
    await sql`CREATE INDEX email_outbox_waiting ON email_outbox (accountId, id) WHERE state = 'waiting'`.execute(db);
    await sql`CREATE INDEX thread_item_assigned ON thread_item (conversationNumber, seq) WHERE event = 'assigned'`.execute(
      db,
    );
  },
  down: async (db) => {
    await sql`DROP INDEX thread_item_assigned`.execute(db);
    for (const table of [
      'email_outbox',
      'notification_webhook',
      'notification_person',
      'notification_choice',
      'notification_device',
      'notification_delivery',
      'notification',
      'notification_touched',
      'notification_follower',
    ])
      await db.schema.dropTable(table).execute();
  },
};
