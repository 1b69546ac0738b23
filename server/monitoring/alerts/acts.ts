import type { Alert } from '#shared/monitoring/alerts/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { alertCalled, alertOf, changeAlert, endAlert, recordAlert, silencesAt, type AlertRow } from './rows.ts';

/** An alert that the caller was told of. @throws AppError NOT_FOUND. */
export async function toldAlertCalled(db: ReadableDatabase, principal: Principal, id: string): Promise<AlertRow> {
  const row = await alertCalled(db, id);
  const told = await db
    .selectFrom('alert_told')
    .select('step')
    .where('alertId', '=', id)
    .where('accountId', '=', callerOf(principal))
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

async function acknowledge(context: CommandContext, row: AlertRow): Promise<Alert> {
  const { unit, principal, at } = context;
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
}

export const acknowledgeAlert: CommandHandler<'monitoring.acknowledgeAlert'> = async (context, { alertId }) =>
  acknowledge(context, await alertCalled(context.unit.db, alertId));

export const acknowledgeToldAlert: CommandHandler<'monitoring.acknowledgeToldAlert'> = async (context, { alertId }) =>
  acknowledge(context, await toldAlertCalled(context.unit.db, context.principal, alertId));

/** Its group stays as it is: while its value is beyond the limit it fires no second time. */
export const resolveAlert: CommandHandler<'monitoring.resolveAlert'> = async (context, { alertId }) => {
  const { unit, principal, at } = context;
  const row = await alertCalled(unit.db, alertId);
  mustBeOpen(row);
  return alertOf(await endAlert(context, row, 'person', { by: callerOf(principal), at }), [], at);
};
