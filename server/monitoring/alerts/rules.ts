import type { StoredRule } from '#shared/monitoring/alerts/contract.ts';
import { quietSince } from '#shared/monitoring/alerts/evaluate.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { Schema } from '#server/storage/schema.ts';
import { ALERTS, endAlert, openAlerts, ruleOf, type AlertRow } from './rows.ts';

const storedOf = (row: Schema['alert_rule']): StoredRule => ({
  id: row.id,
  revision: row.revision,
  rule: ruleOf(row),
  changedAt: row.changedAt,
});

export const alertRules: QueryHandler<'monitoring.alertRules'> = async ({ unit: { db } }) => {
  const rows = await db.selectFrom('alert_rule').selectAll().where('removedAt', 'is', null).orderBy('id').execute();
  return { rules: rows.map(storedOf) };
};

/** Whether what was found by one rule means nothing to the other. */
const saysOther = (one: AlertRule, other: AlertRule): boolean =>
  !other.isEnabled ||
  (['condition', 'stepMs', 'forMs', 'groupBy', 'isEnabled'] as const).some(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );

const byOf = (principal: Principal): string | null => (principal.kind === 'staff' ? principal.accountId : null);

async function endAllOf(
  context: CommandContext,
  ruleId: string,
  as: NonNullable<AlertRow['resolvedAs']>,
): Promise<void> {
  const { unit, principal, at } = context;
  for (const open of await openAlerts(unit.db).where('ruleId', '=', ruleId).execute())
    await endAlert(context, open, as, { by: byOf(principal), at });
}

const recordRule = (
  { record }: CommandContext,
  name: 'monitoring.alertRuleSaved' | 'monitoring.alertRuleRemoved',
  id: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
) => record({ name, subjects: [{ kind: 'alertRule', id }], facts, touches: [ALERTS] });

export const saveAlertRule: CommandHandler<'monitoring.saveAlertRule'> = async (
  context,
  { ruleId, revision, rule },
) => {
  const { unit, at } = context;
  const row = await unit.db.selectFrom('alert_rule').selectAll().where('id', '=', ruleId).executeTakeFirst();
  if (revision > 0 && row?.removedAt !== null)
    throw new AppError('NOT_FOUND', 'This rule does not exist any more.', { reason: 'alertRule' });
  if ((row?.revision ?? 0) !== revision)
    throw new AppError('CONFLICT', 'Somebody else has changed this rule meanwhile. Look at it again.', {
      reason: 'revision',
    });
  const next = { revision: revision + 1, ruleJson: JSON.stringify(rule), changedAt: at };
  const isOther = row !== undefined && saysOther(ruleOf(row), rule);
  if (isOther) await endAllOf(context, ruleId, 'ruleChanged');
  // What happens from now on is found, whatever becomes of the server.
  const stateJson = JSON.stringify(quietSince(Math.floor(at / rule.stepMs) * rule.stepMs));
  if (row === undefined)
    await unit.db
      .insertInto('alert_rule')
      .values({ id: ruleId, ...next, stateJson, removedAt: null })
      .execute();
  else
    await unit.db
      .updateTable('alert_rule')
      .set({ ...next, ...(isOther ? { stateJson } : {}) })
      .where('id', '=', ruleId)
      .execute();
  const { severity, isEnabled, condition } = rule;
  await recordRule(context, 'monitoring.alertRuleSaved', ruleId, {
    ruleRevision: next.revision,
    condition: condition.kind,
    severity,
    isEnabled,
  });
  return { id: ruleId, revision: next.revision, rule, changedAt: at };
};

export const removeAlertRule: CommandHandler<'monitoring.removeAlertRule'> = async (context, { ruleId }) => {
  const { unit, at } = context;
  const { numUpdatedRows } = await unit.db
    .updateTable('alert_rule')
    .set({ removedAt: at, stateJson: null })
    .where('id', '=', ruleId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new AppError('NOT_FOUND', 'This rule does not exist any more.', { reason: 'alertRule' });
  await endAllOf(context, ruleId, 'ruleRemoved');
  await recordRule(context, 'monitoring.alertRuleRemoved', ruleId);
  return {};
};
