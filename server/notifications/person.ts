import type { QuietHours } from '#shared/notifications/preferences/contract.ts';
import { isOnByDefault, quietByDefault } from '#shared/notifications/defaults.ts';
import type { Channel, NotificationKind } from '#shared/notifications/kinds.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit, WriteUnit } from '#server/storage/unitOfWork.ts';
import { DEVICE_MS } from './times.ts';

export type Device = Schema['notification_device'];
export type Webhook = Pick<Schema['notification_webhook'], 'id' | 'name'> & {
  readonly kinds: readonly NotificationKind[];
};

/** What decides how somebody is told. */
export interface Person {
  readonly accountId: string;
  readonly devices: readonly Device[];
  readonly webhooks: readonly Webhook[];
  readonly quietHours: QuietHours;
  isOn(kind: NotificationKind, channel: Channel): boolean;
  /** UTC ms; moves with each that is told. */
  lastDueAt: number;
}

/** Windows that keep nothing are a new device each time: the others, seen longer ago, are told nothing. */
const MOST_DEVICES = 20;

const devicesOf = statement<{ accountId: string; since: number }, Device>((db, argument) =>
  db
    .selectFrom('notification_device')
    .selectAll()
    .where('accountId', '=', argument('accountId'))
    .where('seenAt', '>', argument('since'))
    .orderBy('seenAt', 'desc')
    .limit(MOST_DEVICES),
);
const choicesOf = statement<{ accountId: string }, Pick<Schema['notification_choice'], 'kind' | 'channel' | 'isOn'>>(
  (db, argument) =>
    db
      .selectFrom('notification_choice')
      .select(['kind', 'channel', 'isOn'])
      .where('accountId', '=', argument('accountId')),
);
const personOf = statement<{ accountId: string }, Pick<Schema['notification_person'], 'lastDueAt' | 'quietHoursJson'>>(
  (db, argument) =>
    db
      .selectFrom('notification_person')
      .select(['lastDueAt', 'quietHoursJson'])
      .where('accountId', '=', argument('accountId')),
);
const upsertPerson = statement<{ accountId: string; lastDueAt: number }>((db, argument) =>
  db
    .insertInto('notification_person')
    .values({ accountId: argument('accountId'), revision: 1, lastDueAt: argument('lastDueAt'), quietHoursJson: null })
    .onConflict((conflict) =>
      conflict.column('accountId').doUpdateSet(({ eb, ref }) => ({
        revision: eb(ref('notification_person.revision'), '+', 1),
        // Not the larger of both: the clock may have been put back.
        lastDueAt: eb
          .case()
          .when(ref('excluded.lastDueAt'), '=', 0)
          .then(ref('notification_person.lastDueAt'))
          .else(ref('excluded.lastDueAt'))
          .end(),
      })),
    ),
);

/** Everybody's webhooks: who they are for is the kinds they were made for. */
export async function webhooksOf({ db }: ReadUnit): Promise<readonly Webhook[]> {
  const rows = await db
    .selectFrom('notification_webhook')
    .select(['id', 'name', 'kindsJson'])
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .execute();
  return rows.map(({ kindsJson, ...row }) => ({ ...row, kinds: JSON.parse(kindsJson) as NotificationKind[] }));
}

export const workspaceTimeZone = async ({ db }: ReadUnit): Promise<string> =>
  (await db.selectFrom('workspace').select('timeZone').executeTakeFirst())?.timeZone ?? 'UTC';

/** Reads what is needed to tell people, each person once. */
export function createPeople(unit: ReadUnit, at: number) {
  const known = new Map<string, Person>();
  let shared: { readonly webhooks: readonly Webhook[]; readonly timeZone: string } | undefined;
  return {
    async get(accountId: string): Promise<Person> {
      const found = known.get(accountId);
      if (found !== undefined) return found;
      shared ??= { webhooks: await webhooksOf(unit), timeZone: await workspaceTimeZone(unit) };
      const devices = await unit.run(devicesOf, { accountId, since: at - DEVICE_MS });
      const choices = await unit.run(choicesOf, { accountId });
      const [own] = await unit.run(personOf, { accountId });
      const chosen = new Map(choices.map(({ kind, channel, isOn }) => [`${kind}/${channel}`, isOn === 1]));
      const quiet = own?.quietHoursJson ?? null;
      const person: Person = {
        accountId,
        devices,
        webhooks: shared.webhooks,
        quietHours: quiet === null ? quietByDefault(shared.timeZone) : (JSON.parse(quiet) as QuietHours),
        isOn: (kind, channel) => chosen.get(`${kind}/${channel}`) ?? isOnByDefault(channel),
        lastDueAt: own?.lastDueAt ?? 0,
      };
      known.set(accountId, person);
      return person;
    },
  };
}
export type People = ReturnType<typeof createPeople>;

/** Something of this person's notifications has changed: their topic has a new cursor. @param lastDueAt of what was told, UTC ms; 0 where nothing was. */
export async function bump(unit: WriteUnit, accountId: string, lastDueAt = 0): Promise<void> {
  await unit.write(upsertPerson, { accountId, lastDueAt });
}
