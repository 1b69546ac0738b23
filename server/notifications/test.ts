import type { CommandHandler } from '#server/journal/featureModule.ts';
import { staffIn } from './centre.ts';
import { bump, createPeople } from './person.ts';
import { closeNotification, tell } from './tell.ts';

/** A notification of nothing, by every way that there is: what becomes of it is what would become of any. */
export const test: CommandHandler<'notifications.test'> = async (context, { id }) => {
  const { unit, at } = context;
  const accountId = staffIn(context);
  const own = unit.db
    .selectFrom('notification')
    .select('id')
    .where('accountId', '=', accountId)
    .where('kind', '=', 'test');
  const same = await own.where('aboutId', '=', id).executeTakeFirst();
  if (same !== undefined) return { notificationId: same.id };
  const before = await own.where('closedAt', 'is', null).execute();
  for (const one of before) await closeNotification(unit, one.id, 'handled', at);
  const notificationId = await tell(
    unit,
    await createPeople(unit, at).get(accountId),
    {
      accountId,
      kind: 'test',
      subject: { kind: 'account', id: accountId },
      since: at,
      urgency: 'normal',
      deadline: null,
      facts: {},
    },
    // Of its own: the next test is another one.
    { about: 'account', aboutId: id },
    at,
  );
  await bump(unit, accountId);
  return { notificationId };
};
