import { isGranted, type Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { alertCalled, alertOf, changeAlert, endAlert, recordAlert, silencesAt, type AlertRow } from './rows.ts';

/** An alert that concerns the caller: they see to all of them, or were told of it. @throws AppError NOT_FOUND. */
export async function alertOfCaller(db: ReadableDatabase, principal: Principal, id: string): Promise<AlertRow> {
  const row = await alertCalled(db, id);
  if (principal.kind !== 'staff' || isGranted(principal.roles, 'monitoring.manage')) return row;
  const told = await db
    .selectFrom('alert_told')
    .select('step')
    .where('alertId', '=', id)
    .where('accountId', '=', principal.accountId)
    .executeTakeFirst();
  if (told === undefined) throw new AppError('NOT_FOUND', 'This alert does not exist.', { reason: 'alert' });
  return row;
}

const callerOf = (principal: Principal): string => (principal.kind === 'staff' ? principal.accountId : '');

/** @throws AppError CONFLICT `alertState`: it is over, or somebody was faster. */
function mustBeOpen({ resolvedAt }: AlertRow): void {
  if (resolvedAt !== null)
    throw new AppError('CONFLICT', 'This alert is over.', { reason: 'alertState', state: 'resolved' });
}

export const acknowledgeAlert: CommandHandler<'monitoring.acknowledgeAlert'> = async (context, { alertId }) => {
  const { unit, principal, at } = context;
  const row = await alertOfCaller(unit.db, principal, alertId);
  mustBeOpen(row);
  if (row.acknowledgedAt !== null)
    throw new AppError('CONFLICT', 'Somebody was faster: this alert is acknowledged.', {
      reason: 'alertState',
      state: 'acknowledged',
    });
  const changed = await changeAlert(context, row, {
    acknowledgedAt: at,
    acknowledgedBy: callerOf(principal),
    nextStepAt: null,
  });
  await recordAlert(context, changed, 'monitoring.alertAcknowledged', { afterMs: Math.max(0, at - row.startedAt) });
  return alertOf(changed, await silencesAt(unit.db, at), at);
};

/** Its group stays as it is: while its value is beyond the limit it fires no second time. */
export const resolveAlert: CommandHandler<'monitoring.resolveAlert'> = async (context, { alertId }) => {
  const { unit, principal, at } = context;
  const row = await alertCalled(unit.db, alertId);
  mustBeOpen(row);
  return alertOf(await endAlert(context, row, 'person', { by: callerOf(principal), at }), [], at);
};
