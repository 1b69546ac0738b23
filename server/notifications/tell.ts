import type { DeliveryReason } from '#shared/notifications/kinds.ts';
import type { Need } from '#server/journal/needs.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Person } from './person.ts';
import { plan, type Planned } from './plan.ts';
import { GOES_ON_MS } from './times.ts';

type Row = Schema['notification'];
export interface Open {
  readonly id: number;
  readonly round: number;
  readonly kind: Row['kind'];
  readonly urgency: Row['urgency'];
}

interface NewDelivery extends Planned {
  notificationId: number;
  round: number;
  accountId: string;
  queuedAt: number;
  endedAt: number | null;
}

const insertDelivery = statement<NewDelivery>((db, argument) =>
  db.insertInto('notification_delivery').values({
    notificationId: argument('notificationId'),
    round: argument('round'),
    channel: argument('channel'),
    targetId: argument('targetId'),
    accountId: argument('accountId'),
    state: argument('state'),
    reason: argument('reason'),
    detail: null,
    bundleId: null,
    isBundled: 0,
    attempts: 0,
    queuedAt: argument('queuedAt'),
    dueAt: argument('dueAt'),
    leaseUntil: null,
    sentAt: null,
    endedAt: argument('endedAt'),
    clickedAt: null,
    withdrawnAt: null,
  }),
);

/** Puts the e-mail of a round into the outbox. */
async function postLetter(
  { db }: WriteUnit,
  accountId: string,
  { id, round }: Pick<Open, 'id' | 'round'>,
  at: number,
): Promise<void> {
  const letter = await db
    .selectFrom('notification_delivery')
    .select('id')
    .where('notificationId', '=', id)
    .where('round', '=', round)
    .where('channel', '=', 'email')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('email_outbox')
    .values({ accountId, deliveryId: letter.id, state: 'waiting', createdAt: at })
    .execute();
}

/** Writes ways of telling down, as they were planned: the ledger's rows, from which all that is done is read. */
export async function queue(
  unit: WriteUnit,
  { accountId }: Pick<Person, 'accountId'>,
  open: Pick<Open, 'id' | 'round'>,
  ways: readonly Planned[],
  at: number,
): Promise<void> {
  for (const way of ways) {
    const endedAt = way.state === 'failed' ? at : null;
    await unit.write(insertDelivery, {
      ...way,
      notificationId: open.id,
      round: open.round,
      accountId,
      queuedAt: at,
      endedAt,
    });
    if (way.channel === 'email') await postLetter(unit, accountId, open, at);
  }
}

/** When it goes on to the next channel unless it was shown by then. Quiet hours that hold it back hold that back, too. */
const goesOnAt = ({ urgency }: Pick<Row, 'urgency'>, dueAt: number): number | null =>
  urgency === 'urgent' ? dueAt + GOES_ON_MS : null;

/** Adds a notification and queues every way in which its person wants to be told. @returns its id. */
export async function tell(
  unit: WriteUnit,
  person: Person,
  need: Need,
  { about, aboutId }: Pick<Row, 'about' | 'aboutId'>,
  at: number,
): Promise<number> {
  const { dueAt, ways } = plan(person, need, at);
  const { id } = await unit.db
    .insertInto('notification')
    .values({
      accountId: need.accountId,
      kind: need.kind,
      about,
      aboutId,
      subjectKind: need.subject.kind,
      subjectId: need.subject.id,
      since: need.since,
      urgency: need.urgency,
      deadline: need.deadline,
      factsJson: JSON.stringify(need.facts),
      round: 1,
      createdAt: at,
      toldAt: at,
      seenAt: null,
      openedAt: null,
      changesAt: need.changesAt ?? null,
      goesOnAt: goesOnAt(need, dueAt),
      closedAt: null,
      closedBy: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await queue(unit, person, { id, round: 1 }, ways, at);
  return id;
}

/** There is more of it, or it has become urgent: it is told once more. What was still to be told of it goes with that. */
export async function tellAgain(unit: WriteUnit, person: Person, open: Open, need: Need, at: number): Promise<void> {
  await withdrawQueued(unit, open.id, at, 'elsewhere');
  const { dueAt, ways } = plan(person, need, at);
  await unit.db
    .updateTable('notification')
    .set({ round: open.round + 1, toldAt: at, seenAt: null, goesOnAt: goesOnAt(need, dueAt) })
    .where('id', '=', open.id)
    .execute();
  await queue(unit, person, { id: open.id, round: open.round + 1 }, ways, at);
}

const withdrawUnsent = statement<{
  notificationId: number;
  at: number;
  reason: Schema['notification_delivery']['reason'];
}>((db, argument) =>
  db
    .updateTable('notification_delivery')
    .set(({ eb, val }) => ({
      state: 'withdrawn',
      withdrawnAt: argument('at'),
      endedAt: argument('at'),
      // What the gateway has may be there already: it says so later, unless it has ended meanwhile.
      reason: eb
        .case()
        .when('leaseUntil', 'is not', null)
        .then(val<DeliveryReason | null>('unheard'))
        .else(argument('reason'))
        .end(),
    }))
    .where('notificationId', '=', argument('notificationId'))
    .where('state', '=', 'queued'),
);

/** What was not sent yet is not sent any more. */
export async function withdrawQueued(
  unit: WriteUnit,
  notificationId: number,
  at: number,
  reason: Schema['notification_delivery']['reason'] = null,
): Promise<void> {
  await unit.write(withdrawUnsent, { notificationId, at, reason });
  await unit.db
    .updateTable('email_outbox')
    .set({ state: 'withdrawn' })
    .where('state', '=', 'waiting')
    .where('deliveryId', 'in', (query) =>
      query
        .selectFrom('notification_delivery')
        .select('id')
        .where('notificationId', '=', notificationId)
        .where('channel', '=', 'email'),
    )
    .execute();
}

/** It is not so any more, or its person has taken note. What is shown of it is taken away by the devices themselves, as `standing` lacks it. */
export async function closeNotification(
  unit: WriteUnit,
  id: number,
  closedBy: 'handled' | 'dismissed',
  at: number,
): Promise<void> {
  await unit.db
    .updateTable('notification')
    .set({ closedAt: at, closedBy, goesOnAt: null, changesAt: null })
    .where('id', '=', id)
    .execute();
  await withdrawQueued(unit, id, at);
}
