import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';

/** Keeps what the caller has chosen to be. Choosing the same again writes nothing. */
export const setAvailability: CommandHandler<'accounts.setAvailability'> = async (context, { availability }) => {
  const { unit, principal, at, record } = context;
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff are present.');
  const { accountId } = principal;
  const before = await unit.db
    .selectFrom('availability')
    .select('choice')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if ((before?.choice ?? 'online') === availability) return { availability };
  await unit.db
    .insertInto('availability')
    .values({ accountId, choice: availability, chosenAt: at })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet({ choice: availability, chosenAt: at }))
    .execute();
  await record({
    name: 'accounts.availabilityChanged',
    subjects: [{ kind: 'account', id: accountId }],
    facts: { availability },
  });
  return { availability };
};

export const availabilities: QueryHandler<'accounts.availabilities'> = async ({ unit: { db } }) => ({
  choices: await db.selectFrom('availability').select(['accountId', 'choice as availability']).execute(),
});
