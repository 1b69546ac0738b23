import { sql } from 'kysely';
import { isOnByDefault, kindsFor, quietByDefault } from '#shared/notifications/defaults.ts';
import { CHANNELS, NOTIFICATION_KINDS, type NotificationKind } from '#shared/notifications/kinds.ts';
import type { QuietHours } from '#shared/notifications/preferences/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Role } from '#shared/wire/access.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { NotificationSource } from '#server/journal/needs.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { staffIn } from './centre.ts';
import { bump, createPeople, workspaceTimeZone } from './person.ts';

async function rolesOf({ db }: ReadUnit, accountId: string): Promise<readonly Role[]> {
  const row = await db.selectFrom('account').select('rolesJson').where('id', '=', accountId).executeTakeFirst();
  return row === undefined ? [] : (JSON.parse(row.rolesJson) as Role[]);
}

/** What somebody can be told of: by their roles, and what reaches them in another way. */
async function kindsOf(
  unit: ReadUnit,
  accountId: string,
  sources: readonly NotificationSource[],
): Promise<readonly NotificationKind[]> {
  const roles = await rolesOf(unit, accountId);
  const kinds = new Set(kindsFor(roles));
  for (const { kind, reaches } of sources)
    if (!kinds.has(kind) && (await reaches?.(unit, { accountId, roles })) === true) kinds.add(kind);
  return NOTIFICATION_KINDS.filter((kind) => kinds.has(kind));
}

export function createPreferences(sources: readonly NotificationSource[]): QueryHandler<'notifications.preferences'> {
  return async (context) => {
    const { unit, at } = context;
    const accountId = staffIn(context);
    const person = await createPeople(unit, at).get(accountId);
    const kinds = await kindsOf(unit, accountId, sources);
    const waiting = await unit.db
      .selectFrom('email_outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('accountId', '=', accountId)
      .where('state', '=', sql.lit('waiting'))
      .executeTakeFirstOrThrow();
    return {
      choices: kinds.flatMap((kind) =>
        CHANNELS.map((channel) => ({ kind, channel, isOn: person.isOn(kind, channel) })),
      ),
      quietHours: person.quietHours,
      devices: person.devices.map(({ id, name, form, ability, seenAt, pushEndpoint }) => ({
        id,
        name,
        form,
        ability,
        seenAt,
        hasPush: pushEndpoint !== null,
      })),
      waitingForEmail: waiting.count,
    };
  };
}

export const choose: CommandHandler<'notifications.choose'> = async (context, { kind, channel, isOn }) => {
  const { unit, record } = context;
  const accountId = staffIn(context);
  const before = await unit.db
    .selectFrom('notification_choice')
    .select('isOn')
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('channel', '=', channel)
    .executeTakeFirst();
  const wasOn = before === undefined ? isOnByDefault(channel) : before.isOn === 1;
  if (wasOn === isOn) return {};
  const value = { isOn: isOn ? 1 : 0 };
  await unit.db
    .insertInto('notification_choice')
    .values({ accountId, kind, channel, ...value })
    .onConflict((conflict) => conflict.columns(['accountId', 'kind', 'channel']).doUpdateSet(value))
    .execute();
  await bump(unit, accountId);
  await record({
    name: 'notifications.chosen',
    subjects: [{ kind: 'account', id: accountId }],
    facts: { kind, channel, isOn },
  });
  return {};
};

/** @throws AppError INVALID_INPUT for a zone that there is not. */
function checkZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new AppError('INVALID_INPUT', 'There is no such time zone.', {
      issues: [{ path: 'timeZone', message: 'must be a time zone such as Europe/Berlin' }],
    });
  }
}

export const setQuietHours: CommandHandler<'notifications.setQuietHours'> = async (context, input) => {
  const { unit, record } = context;
  const accountId = staffIn(context);
  checkZone(input.timeZone);
  const quietHours: QuietHours = { ...input, days: [...new Set(input.days)].sort((a, b) => a - b) };
  const row = await unit.db
    .selectFrom('notification_person')
    .select('quietHoursJson')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  const before = row?.quietHoursJson ?? JSON.stringify(quietByDefault(await workspaceTimeZone(unit)));
  const quietHoursJson = JSON.stringify(quietHours);
  if (before === quietHoursJson) return {};
  await bump(unit, accountId);
  await unit.db.updateTable('notification_person').set({ quietHoursJson }).where('accountId', '=', accountId).execute();
  const { isOn, from, to, urgentThrough } = quietHours;
  await record({
    name: 'notifications.quietHoursChanged',
    subjects: [{ kind: 'account', id: accountId }],
    facts: { isOn, from, to, urgentThrough },
  });
  return {};
};
