import { sql } from 'kysely';
import { key, keyedTable, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';
import { startingAlertRules } from './startingAlertRules.ts';

/** Alert rules, what fired of them, who was told, and what is silenced (docs/adr/0046). */
export const alertsMigration: Migration = {
  name: '0024-alerts',
  up: async (db) => {
    await strictTable(db, 'alert_rule')
      .addColumn('id', 'text', key)
      .addColumn('revision', 'integer', required)
      .addColumn('ruleJson', 'text', required)
      .addColumn('stateJson', 'text')
      .addColumn('changedAt', 'integer', required)
      .addColumn('removedAt', 'integer')
      .execute();
    await strictTable(db, 'alert')
      .addColumn('id', 'text', key)
      .addColumn('ruleId', 'text', required)
      .addColumn('ruleJson', 'text', required)
      .addColumn('severity', 'text', required)
      .addColumn('groupKey', 'text', required)
      .addColumn('labelsJson', 'text', required)
      .addColumn('startedAt', 'integer', required)
      .addColumn('value', 'real')
      .addColumn('lastValue', 'real')
      .addColumn('acknowledgedBy', 'text')
      .addColumn('acknowledgedAt', 'integer')
      .addColumn('resolvedBy', 'text')
      .addColumn('resolvedAt', 'integer')
      .addColumn('resolvedAs', 'text')
      .addColumn('routeName', 'text', required)
      .addColumn('planJson', 'text', required)
      .addColumn('told', 'integer', required)
      .addColumn('nextStepAt', 'integer')
      .execute();
    await sql`CREATE UNIQUE INDEX alert_open ON alert (ruleId, groupKey) WHERE resolvedAt IS NULL`.execute(db);
    await sql`CREATE INDEX alert_next_step ON alert (nextStepAt) WHERE nextStepAt IS NOT NULL`.execute(db);
    await sql`CREATE INDEX alert_over ON alert (startedAt) WHERE resolvedAt IS NOT NULL`.execute(db);
    await keyedTable(db, 'alert_told')
      .addColumn('alertId', 'text', required)
      .addColumn('accountId', 'text', required)
      .addColumn('step', 'integer', required)
      .addColumn('at', 'integer', required)
      .addPrimaryKeyConstraint('alert_told_key', ['alertId', 'step', 'accountId'])
      .execute();
    await strictTable(db, 'alert_silence')
      .addColumn('id', 'text', key)
      .addColumn('ruleId', 'text')
      .addColumn('labelsJson', 'text', required)
      .addColumn('startsAt', 'integer', required)
      .addColumn('endsAt', 'integer', required)
      .addColumn('reason', 'text', required)
      .addColumn('createdBy', 'text', required)
      .execute();
    await db.schema.createIndex('alert_silence_by_end').on('alert_silence').column('endsAt').execute();
    for (const { id, rule } of startingAlertRules)
      await sql`INSERT INTO alert_rule (id, revision, ruleJson, changedAt) VALUES (${id}, 1, ${JSON.stringify(rule)}, 0)`.execute(
        db,
      );
  },
  down: async (db) => {
    for (const table of ['alert_silence', 'alert_told', 'alert', 'alert_rule'])
      await db.schema.dropTable(table).execute();
  },
};
