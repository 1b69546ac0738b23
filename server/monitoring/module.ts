import type { CommandHandler, FeatureModule, QueryHandler } from '#server/journal/featureModule.ts';
import { alertsCore } from '#server/monitoring/alerts/core.ts';
import { alertSource } from '#server/monitoring/alerts/source.ts';
import { failedBackup } from './needs.ts';
import { recordDisconnection } from './recordDisconnection.ts';
import { storageCommands, storedPages } from './storage.ts';

const RECIPIENT = 'backup.recipient';
/** As many as the console shows. */
const SHOWN = 20;

const recordedBackups: QueryHandler<'monitoring.recordedBackups'> = async ({ unit: { db } }) => {
  const setting = await db
    .selectFrom('setting')
    .select(['valueJson', 'updatedAt'])
    .where('key', '=', RECIPIENT)
    .executeTakeFirst();
  const backups = await db.selectFrom('backup').selectAll().orderBy('startedAt', 'desc').limit(SHOWN).execute();
  const whole = await db
    .selectFrom('backup')
    .select('startedAt')
    .where('outcome', '=', 'whole')
    .orderBy('startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    recipient: setting === undefined ? null : (JSON.parse(setting.valueJson) as string),
    keyMadeAt: setting?.updatedAt ?? null,
    lastWholeAt: whole?.startedAt ?? null,
    backups,
  };
};

const recordBackup: CommandHandler<'monitoring.recordBackup'> = async ({ unit: { db }, record }, backup) => {
  await db.insertInto('backup').values(backup).execute();
  await record({
    name: backup.outcome === 'whole' ? 'monitoring.backedUp' : 'monitoring.backupFailed',
    subjects: [],
    facts: { backupId: backup.id, bytes: backup.bytes, journalSeq: backup.journalSeq },
  });
  return {};
};

/** The recipient only: the identity never comes this way. */
const recordBackupKey: CommandHandler<'monitoring.recordBackupKey'> = async (
  { unit: { db }, at, record },
  { recipient, accountId },
) => {
  const values = { key: RECIPIENT, valueJson: JSON.stringify(recipient), updatedAt: at };
  await db
    .insertInto('setting')
    .values(values)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute();
  const subjects = accountId === null ? [] : [{ kind: 'account' as const, id: accountId }];
  await record({ name: 'monitoring.backupKeyMade', subjects, facts: { recipient } });
  return {};
};

export const monitoringModule: FeatureModule = {
  commands: {
    'monitoring.recordBackup': recordBackup,
    'monitoring.recordBackupKey': recordBackupKey,
    'monitoring.recordDisconnection': recordDisconnection,
    ...storageCommands,
    ...alertsCore.commands,
  },
  queries: {
    'monitoring.recordedBackups': recordedBackups,
    'monitoring.storedPages': storedPages,
    ...alertsCore.queries,
  },
  topics: alertsCore.topics,
  needs: [failedBackup, alertSource],
};
