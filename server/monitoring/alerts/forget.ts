import type { CommandHandler } from '#server/journal/featureModule.ts';

/** What is over is kept this long: a season can be compared with that of the year before. In milliseconds. */
const KEPT_MS = 400 * 24 * 60 * 60_000;
/** So many at once that nobody waits for it. */
const AT_ONCE = 200;

/** The journal tells of them all the same. */
export const forgetAlerts: CommandHandler<'monitoring.forgetAlerts'> = async ({ unit: { db }, at }) => {
  const before = at - KEPT_MS;
  const old = await db
    .selectFrom('alert')
    .select('id')
    .where('startedAt', '<', before)
    .where('resolvedAt', '<', before)
    .orderBy('startedAt')
    .limit(AT_ONCE)
    .execute();
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) {
    await db.deleteFrom('alert_told').where('alertId', 'in', ids).execute();
    await db.deleteFrom('alert').where('id', 'in', ids).execute();
  }
  await db.deleteFrom('alert_silence').where('endsAt', '<', before).execute();
  await db.deleteFrom('alert_rule').where('removedAt', '<', before).execute();
  return { hasMore: ids.length === AT_ONCE };
};
