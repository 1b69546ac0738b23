import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';

/** Makes the workspace with its first people and its first site. @throws AppError CONFLICT when there is one already. */
export const createWorkspace: CommandHandler<'accounts.createWorkspace'> = async (
  { unit: { db }, at, record },
  input,
) => {
  const existing = await db.selectFrom('workspace').select('id').executeTakeFirst();
  if (existing !== undefined) {
    throw new AppError('CONFLICT', 'This workspace has already been set up. Sign in instead.', {
      reason: 'accounts.alreadySetUp',
    });
  }
  const { id, name, locale, timeZone, isDemo, siteKey, siteTheme, people } = input;
  const siteId = uuidv7();
  await db
    .insertInto('workspace')
    .values({ id, name, locale, timeZone, isDemo: isDemo ? 1 : 0, createdAt: at })
    .execute();
  for (const { roles, ...person } of people) {
    await db
      .insertInto('account')
      .values({ ...person, rolesJson: JSON.stringify(roles), createdAt: at, deactivatedAt: null })
      .execute();
  }
  await db
    .insertInto('site')
    .values({
      id: siteId,
      key: siteKey,
      name,
      allowedOriginsJson: '[]',
      locale,
      themeJson: JSON.stringify(siteTheme),
      createdAt: at,
      disabledAt: null,
    })
    .execute();
  await record({
    name: 'accounts.workspaceCreated',
    subjects: [
      { kind: 'workspace', id },
      { kind: 'site', id: siteId },
      ...people.map((person) => ({ kind: 'account' as const, id: person.id })),
    ],
    facts: { isDemo },
  });
  return {};
};
