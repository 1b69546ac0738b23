import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { staffIn, staffOf } from './centre.ts';
import { ownDevice } from './claim.ts';
import { bump } from './person.ts';

/** That it was heard of is written down this often, not with each start. */
const HEARD_MS = 60 * 60_000;
const FACTS = ['sessionId', 'name', 'form', 'ability', 'showsText'] as const;

type Subscription = Readonly<Record<'pushEndpoint' | 'pushP256dh' | 'pushAuth', string>>;
const NO_SUBSCRIPTION = { pushEndpoint: null, pushP256dh: null, pushAuth: null };

export const registerDevice: CommandHandler<'notifications.registerDevice'> = async (context, input) => {
  const { unit, at } = context;
  const { db } = unit;
  const { accountId, sessionId } = staffOf(context);
  const { deviceId: id, name, form, ability, showsText = true } = input;
  const known = await db.selectFrom('notification_device').selectAll().where('id', '=', id).executeTakeFirst();
  if (known !== undefined && known.accountId !== accountId)
    throw new AppError('NOT_FOUND', 'This device is not known here.', { reason: 'device' });
  const said = { sessionId, name, form, ability, showsText: showsText ? 1 : 0 };
  const isAsBefore = known !== undefined && FACTS.every((fact) => known[fact] === said[fact]);
  if (isAsBefore && at - known.seenAt < HEARD_MS) return {};
  await db
    .insertInto('notification_device')
    .values({ id, accountId, ...said, seenAt: at, ...NO_SUBSCRIPTION })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...said, seenAt: at }))
    .execute();
  await bump(unit, accountId);
  return {};
};

async function changePush(
  { unit, record }: CommandContext,
  accountId: string,
  deviceId: string,
  subscription: Subscription | null,
): Promise<void> {
  const before = await ownDevice(unit.db, accountId, deviceId);
  if (before.pushEndpoint === (subscription?.pushEndpoint ?? null)) return;
  await unit.db
    .updateTable('notification_device')
    .set(subscription ?? NO_SUBSCRIPTION)
    .where('id', '=', deviceId)
    .execute();
  await bump(unit, accountId);
  await record({
    name: 'notifications.pushChanged',
    subjects: [{ kind: 'account', id: accountId }],
    facts: { deviceId, isOn: subscription !== null },
  });
}

/** The gateway has looked at where it leads; an endpoint belongs to one device, the last that says so. */
export const recordPush: CommandHandler<'notifications.recordPush'> = async (context, input) => {
  const { accountId, deviceId, endpoint, p256dh, auth } = input;
  await context.unit.db
    .updateTable('notification_device')
    .set(NO_SUBSCRIPTION)
    .where('pushEndpoint', '=', endpoint)
    .where('id', '<>', deviceId)
    .execute();
  await changePush(context, accountId, deviceId, { pushEndpoint: endpoint, pushP256dh: p256dh, pushAuth: auth });
  return {};
};

export const unsubscribePush: CommandHandler<'notifications.unsubscribePush'> = async (context, { deviceId }) => {
  await changePush(context, staffIn(context), deviceId, null);
  return {};
};
