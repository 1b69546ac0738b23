import type { Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { payersMigration } from '#server/storage/migrations/0018-payers.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import type { Migration } from '#server/storage/migrations/migration.ts';
import { migrateDown, migrateUp, migrationState } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { givenEmptyDatabase } from './openDatabase.ts';

const ADDS: Readonly<Record<string, readonly string[]>> = {
  '0001-workspace': ['setting', 'workspace'],
  '0002-accounts': ['account', 'api_key', 'session'],
  '0003-journal': ['command_receipt', 'journal', 'journal_subject'],
  '0004-chat': ['conversation', 'customer', 'site', 'thread_item', 'visitor'],
  '0005-job': ['job'],
  '0006-conversation-number': [],
  '0007-subject-number': ['journal_entry_subject', 'subject'],
  '0008-backup': ['backup'],
  '0009-people': ['account_seen', 'invitation', 'sign_in_failure'],
  '0010-sites-and-sessions': [],
  '0011-conversation-count': ['conversation_count'],
  '0012-open-of-customer': [],
  '0013-availability': ['availability'],
  '0014-open-of-assignee': [],
  '0015-billing': [
    'billing_connection',
    'payment',
    'payment_request',
    'payment_search',
    'payment_search_config',
    'payment_search_data',
    'payment_search_docsize',
    'payment_search_idx',
    'reconciliation',
    'saved_filter',
    'shape_notice',
    'stripe_customer_link',
    'stripe_event',
    'stripe_event_history',
    'stripe_fetch',
    'stripe_object',
    'sync_state',
  ],
  '0016-payment-requests': [],
  '0017-ledger': ['balance_entry', 'dispute', 'refund'],
  '0018-payers': [
    'payer_link',
    'stripe_customer',
    'stripe_customer_search',
    'stripe_customer_search_config',
    'stripe_customer_search_data',
    'stripe_customer_search_docsize',
    'stripe_customer_search_idx',
  ],
  '0019-refunds': ['refund_intent'],
  '0020-disputes': [
    'dispute_answer',
    'dispute_answer_file',
    'evidence_content',
    'evidence_draft',
    'evidence_file',
    'evidence_part',
    'evidence_text',
  ],
  '0021-refund-entries': ['refund_entry'],
  '0022-conversation-labels': ['conversation_label'],
  '0023-refunds-in-threads': [],
  '0024-alerts': ['alert', 'alert_rule', 'alert_silence', 'alert_told'],
  '0025-notifications': [
    'email_outbox',
    'notification',
    'notification_choice',
    'notification_delivery',
    'notification_device',
    'notification_follower',
    'notification_person',
    'notification_touched',
    'notification_webhook',
  ],
};

const tablesOf = (raw: Database): string[] =>
  raw
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => name !== 'migration');

const schemaOf = (raw: Database): unknown[] =>
  raw.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
const namesOf = (list: readonly Migration[]): string[] => list.map(({ name }) => name);

it('migrations are applied in the order of their names', () => {
  expect(namesOf(migrations)).toEqual(Object.keys(ADDS));
});

describe.each(migrations.map((migration, index) => ({ name: migration.name, index })))('$name', ({ name, index }) => {
  it('adds its tables and no others, each with enforced types', async () => {
    const { raw } = givenEmptyDatabase();
    await migrateUp(raw, migrations.slice(0, index), 1);
    const before = tablesOf(raw);
    await migrateUp(raw, migrations.slice(0, index + 1), 2);
    const added = tablesOf(raw).filter((table) => !before.includes(table));
    expect(added).toEqual(ADDS[name]);
    // The tables of full-text search are SQLite's own.
    for (const table of added.filter((one) => !/^(payment|stripe_customer)_search/.test(one))) {
      const [{ strict } = { strict: 0 }] = raw.pragma(`table_list(${table})`) as { strict: number }[];
      expect([table, strict]).toEqual([table, 1]);
    }
  });

  it('takes back what it added and leaves the rest as it was', async () => {
    const { raw } = givenEmptyDatabase();
    await migrateUp(raw, migrations.slice(0, index), 1);
    if (index > 0) raw.exec("INSERT INTO workspace VALUES ('w', 'The Shop', 'en', 'UTC', 0, 1)");
    const before = schemaOf(raw);
    await migrateUp(raw, migrations.slice(0, index + 1), 2);
    expect(await migrateDown(raw, migrations.slice(0, index + 1))).toBe(name);
    // Nothing but the list of migrations itself stays behind the very first one.
    expect(schemaOf(raw).filter((row) => index > 0 || !JSON.stringify(row).includes('migration'))).toEqual(before);
    if (index > 0) expect(raw.prepare('SELECT name FROM workspace').get()).toEqual({ name: 'The Shop' });
    expect(migrationState(raw, migrations).applied).toEqual(namesOf(migrations.slice(0, index)));
  });
});

it('conversations, their threads and what the journal is about keep their rows when they get numbers, and back', async () => {
  const { raw } = givenEmptyDatabase();
  await migrateUp(raw, migrations.slice(0, 5), 1);
  raw.exec(`
    INSERT INTO site VALUES ('s', 'key', 'Shop', '[]', 'en', '{}', 1);
    INSERT INTO customer VALUES ('ada', 'Ada', NULL, 1), ('bob', 'Bob', NULL, 1);
    INSERT INTO conversation VALUES
      ('second', 's', 'bob', NULL, 'open', 2, 1, 0, 0, 0, 0, 1, 5, 1, 'hi', 'visitor', 5, 1, 5),
      ('first', 's', 'ada', NULL, 'closed', 3, 2, 1, 1, 2, 2, 0, NULL, 2, 'bye', 'visitor', 9, 1, 9);
    INSERT INTO thread_item (id, conversationId, seq, kind, visibility, body, authorKind, at) VALUES
      ('m1', 'first', 1, 'message', 'public', 'hello', 'visitor', 3), ('m2', 'second', 1, 'message', 'public', 'hi', 'visitor', 5),
      ('m3', 'first', 2, 'message', 'public', 'bye', 'visitor', 9);
    INSERT INTO journal_subject VALUES ('conversation', 'first', 2), ('conversation', 'first', 4), ('customer', 'ada', 2);`);
  const tables = ['conversation', 'thread_item', 'journal_subject'];
  const rowsOf = (table: string) =>
    raw.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1, 3`).all();
  const before = tables.map(rowsOf);

  await migrateUp(raw, migrations.slice(0, 7), 2);
  const items = raw
    .prepare(
      'SELECT thread_item.id, conversation.id AS conversationId, seq, body FROM thread_item JOIN conversation ON number = conversationNumber ORDER BY 1',
    )
    .all();
  expect(items).toEqual(before[1]?.map(({ id, conversationId, seq, body }) => ({ id, conversationId, seq, body })));
  expect(rowsOf('journal_subject')).toEqual(before[2]);
  expect(raw.pragma('foreign_key_check')).toEqual([]);

  await migrateDown(raw, migrations.slice(0, 7));
  await migrateDown(raw, migrations.slice(0, 6));
  expect(tables.map(rowsOf)).toEqual(before);
  expect(raw.pragma('foreign_key_check')).toEqual([]);
});

it('a database that is up to date is left alone', async () => {
  const { raw } = givenEmptyDatabase();
  expect(await migrateUp(raw, migrations, 1)).toEqual(namesOf(migrations));
  const rows = raw.prepare('SELECT * FROM migration').all();
  expect(await migrateUp(raw, migrations, 2)).toEqual([]);
  expect(raw.prepare('SELECT * FROM migration').all()).toEqual(rows);
});

it('nothing can be undone that was never done', async () => {
  expect(await migrateDown(givenEmptyDatabase().raw, migrations)).toBeUndefined();
});

it('one that fails leaves nothing of itself, nor of those before it in the same start', async () => {
  const { raw } = givenEmptyDatabase();
  await migrateUp(raw, migrations.slice(0, 1), 1);
  const before = schemaOf(raw);
  const failing: Migration = {
    name: '9000-broken',
    up: async (db) => {
      await db.schema.createTable('half').addColumn('id', 'text').execute();
      throw new Error('it does not fit');
    },
    down: async () => {
      throw new Error('nor does this');
    },
  };
  const failure = migrateUp(raw, [...migrations, failing], 2);
  await expect(failure).rejects.toThrow(StartError);
  await expect(failure).rejects.toThrow('Migration 9000-broken failed: it does not fit. Nothing was changed.');
  expect(schemaOf(raw)).toEqual(before);

  await migrateUp(raw, migrations, 2);
  raw.prepare('INSERT INTO migration VALUES (?, ?)').run(failing.name, 3);
  await expect(migrateDown(raw, [...migrations, failing])).rejects.toThrow('nor does this');
  expect(migrationState(raw, [...migrations, failing]).applied).toContain(failing.name);
});

it('a database of a newer program is refused, up and down, and not touched', async () => {
  const { raw } = givenEmptyDatabase();
  await migrateUp(raw, migrations, 1);
  raw.exec("INSERT INTO migration VALUES ('9999-from-the-future', 2)");
  const before = schemaOf(raw);
  for (const act of [() => migrateUp(raw, migrations, 3), () => migrateDown(raw, migrations)]) {
    await expect(act()).rejects.toThrow(/newer OptimaliQ \(it has 9999-from-the-future\)/);
  }
  expect(schemaOf(raw)).toEqual(before);
});

it('there is one workspace and no second', async () => {
  const { raw } = givenEmptyDatabase();
  await migrateUp(raw, migrations, 1);
  const insert = raw.prepare("INSERT INTO workspace VALUES (?, 'x', 'en', 'UTC', 0, 1)");
  insert.run('one');
  expect(() => insert.run('two')).toThrow(/UNIQUE/);
});

it('links of Stripe’s customers become payers’ links and back, and customers that were mirrored before are fetched once more', async () => {
  const { raw } = givenEmptyDatabase();
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name === '0018-payers'),
  );
  await migrateUp(raw, before, 1);
  raw.exec(`
    INSERT INTO stripe_customer_link VALUES ('cus_a', 'ada', 'request', 1, NULL, NULL), ('cus_b', 'bob', 'hand', 2, 'mara', 3);
    INSERT INTO stripe_object (kind, id, asOf, mayHoldUntil, isGone, packed) VALUES
      ('customer', 'cus_a', 1, 1, 0, x'00'), ('customer', 'cus_gone', 1, 1, 1, x'00'), ('charge', 'ch_a', 1, 1, 0, x'00');
    INSERT INTO customer VALUES ('ada', 'Ada', 'ada@example.com', 1);`);
  const rowsOf = (table: string) => raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all();
  const links = rowsOf('stripe_customer_link');

  await migrateUp(raw, [...before, payersMigration], 2);
  expect(rowsOf('payer_link')).toEqual(links);
  expect(raw.prepare('SELECT kind, id, runAt FROM stripe_fetch').raw().all()).toEqual([['customer', 'cus_a', 0]]);
  expect(raw.prepare('SELECT email, emailBy FROM customer').raw().all()).toEqual([['ada@example.com', null]]);

  raw.exec("INSERT INTO payer_link VALUES ('pi_guest', 'ada', 'hand', 4, 'mara', NULL)");
  await migrateDown(raw, [...before, payersMigration]);
  expect(rowsOf('stripe_customer_link')).toEqual(links);
});
