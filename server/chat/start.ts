import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { VisitorPrincipal } from '#shared/wire/access.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { INBOX } from './topic.ts';

/** The customer behind a visitor's device; both are first written here, when the visitor starts to talk. */
async function customerOf(
  { unit: { db }, at, record }: CommandContext,
  visitor: VisitorPrincipal,
  newId: string,
): Promise<string> {
  const known = await db
    .selectFrom('visitor')
    .select('customerId')
    .where('id', '=', visitor.visitorId)
    .executeTakeFirst();
  if (known !== undefined) return known.customerId;
  await db.insertInto('customer').values({ id: newId, name: null, email: null, createdAt: at }).execute();
  await db
    .insertInto('visitor')
    .values({
      id: visitor.visitorId,
      siteId: visitor.siteId,
      customerId: newId,
      tokenHash: visitor.tokenHash,
      createdAt: at,
    })
    .execute();
  await record({
    name: 'customers.visitorArrived',
    subjects: [
      { kind: 'customer', id: newId },
      { kind: 'visitor', id: visitor.visitorId },
      { kind: 'site', id: visitor.siteId },
    ],
    facts: {},
  });
  return newId;
}

/** Returns the visitor's open conversation, or makes one whose id is the command's. */
export const start: CommandHandler<'chat.start'> = async (context, { id }) => {
  const { unit, principal, at, record } = context;
  if (principal.kind !== 'visitor') throw new AppError('FORBIDDEN', 'Only a visitor starts a conversation.');
  const customerId = await customerOf(context, principal, id);
  const open = await unit.db
    .selectFrom('conversation')
    .select('id')
    .where('customerId', '=', customerId)
    .where('status', '=', 'open')
    // The plus keeps SQLite from reading every open conversation in the order of activity to find this customer's.
    .orderBy(sql`+${sql.ref('activeAt')}`, 'desc')
    .limit(1)
    .executeTakeFirst();
  if (open !== undefined) return { conversationId: open.id };
  const taken = await unit.db.selectFrom('conversation').select('id').where('id', '=', id).executeTakeFirst();
  if (taken !== undefined) {
    throw new AppError('CONFLICT', 'This id was already used for something else. Make a new one.', {
      reason: 'idTaken',
    });
  }
  await unit.db
    .insertInto('conversation')
    .values({
      id,
      siteId: principal.siteId,
      customerId,
      assigneeId: null,
      status: 'open',
      revision: 0,
      lastSeq: 0,
      visitorDelivered: 0,
      visitorRead: 0,
      staffDelivered: 0,
      staffRead: 0,
      unread: 0,
      waitingSince: null,
      lastMessageSeq: null,
      lastMessagePreview: null,
      lastMessageAuthorKind: null,
      lastMessageAt: null,
      createdAt: at,
      activeAt: at,
    })
    .execute();
  await record({
    name: 'chat.conversationStarted',
    subjects: [
      { kind: 'conversation', id },
      { kind: 'customer', id: customerId },
    ],
    facts: {},
    touches: [INBOX],
  });
  return { conversationId: id };
};
