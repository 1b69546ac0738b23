import { sql } from 'kysely';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';
import type { Place, TimelineSource } from '#server/journal/timeline.ts';
import type { AuthorKind } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { previewOf } from './send.ts';

type Of<Kind> = Extract<CustomerMoment, { kind: Kind }>;
export type ChatMoment = Omit<Of<'conversation'>, 'at' | 'id'> | Omit<Of<'messages'>, 'at' | 'id'>;

const DAY_MS = 86_400_000;

interface Asked extends Place {
  readonly customerId: string;
  readonly limit: number;
}

interface StartedRow extends Place {
  readonly siteName: string;
}

const startedBefore = statement<Asked, StartedRow>((db, argument) => ({
  compile: () =>
    sql<StartedRow>`SELECT conversation.createdAt AS at, conversation.id AS key, site.name AS siteName
      FROM conversation INDEXED BY conversation_of_customer JOIN site ON site.id = conversation.siteId
      WHERE conversation.customerId = ${argument('customerId')} AND conversation.lastSeq > 0
        AND (conversation.createdAt, conversation.id) < (${argument('at')}, ${argument('key')})
      ORDER BY 1 DESC, 2 DESC LIMIT ${argument('limit')}`.compile(db),
}));

interface ChangedRow extends StartedRow {
  readonly conversationId: string;
  readonly change: 'closed' | 'reopened';
  readonly by: string | null;
}

const changedBefore = statement<Asked, ChangedRow>((db, argument) => ({
  compile: () =>
    sql<ChangedRow>`SELECT item.at, item.id AS key, conversation.id AS conversationId, site.name AS siteName, item.event AS change,
        account.name AS by
      FROM conversation INDEXED BY conversation_of_customer
      CROSS JOIN thread_item AS item ON item.conversationNumber = conversation.number
      JOIN site ON site.id = conversation.siteId
      LEFT JOIN account ON account.id = item.authorId AND item.authorKind = 'staff'
      WHERE conversation.customerId = ${argument('customerId')} AND item.kind = 'event' AND item.event IN ('closed', 'reopened')
        AND (item.at, item.id) < (${argument('at')}, ${argument('key')})
      ORDER BY 1 DESC, 2 DESC LIMIT ${argument('limit')}`.compile(db),
}));

interface BurstRow extends Place {
  readonly conversationId: string;
  readonly count: number;
  readonly body: string;
  readonly erasedAt: number | null;
  readonly authorKind: AuthorKind;
  readonly by: string | null;
}

/** By conversation and day: its last message tells. All that the customer's conversations hold is counted, which is why this runs on the reports' reader. */
const burstsBefore = statement<Asked & { readonly offset: number; readonly day: number }, BurstRow>((db, argument) => ({
  compile: () =>
    sql<BurstRow>`SELECT last.at, burst.conversationId || '.' || burst.day AS key, burst.conversationId, burst.count,
        last.body, last.erasedAt, last.authorKind, account.name AS by
      FROM (
        SELECT conversation.id AS conversationId, conversation.number, CAST((item.at + ${argument('offset')}) / ${argument('day')} AS INTEGER) AS day,
          max(item.seq) AS seq, count(*) AS count
        FROM conversation INDEXED BY conversation_of_customer
        CROSS JOIN thread_item AS item ON item.conversationNumber = conversation.number
        WHERE conversation.customerId = ${argument('customerId')} AND item.kind = 'message'
        GROUP BY conversation.number, 3
      ) AS burst
      CROSS JOIN thread_item AS last ON last.conversationNumber = burst.number AND last.seq = burst.seq
      LEFT JOIN account ON account.id = last.authorId AND last.authorKind = 'staff'
      WHERE (last.at, burst.conversationId || '.' || burst.day) < (${argument('at')}, ${argument('key')})
      ORDER BY 1 DESC, 2 DESC LIMIT ${argument('limit')}`.compile(db),
}));

/**
 * A customer's conversations and what was written in them.
 * @param offset of the workspace's clock to UTC, in milliseconds: where its days begin.
 */
export function chatSources(unit: ReadUnit, customerId: string, offset: number): readonly TimelineSource<ChatMoment>[] {
  return [
    {
      name: 'conversation',
      after: async (place, limit) =>
        (await unit.run(startedBefore, { ...place, customerId, limit })).map(({ at, key, siteName }) => ({
          at,
          key,
          moment: { kind: 'conversation', conversationId: key, change: 'started', siteName, by: null },
        })),
    },
    {
      name: 'conversationChange',
      after: async (place, limit) =>
        (await unit.run(changedBefore, { ...place, customerId, limit })).map(({ at, key, ...change }) => ({
          at,
          key,
          moment: { kind: 'conversation', ...change },
        })),
    },
    {
      name: 'messages',
      after: async (place, limit) =>
        (await unit.run(burstsBefore, { ...place, customerId, limit, offset, day: DAY_MS })).map(
          ({ at, key, body, erasedAt, ...burst }) => ({
            at,
            key,
            moment: { kind: 'messages', ...burst, words: erasedAt === null ? previewOf(body) : null },
          }),
        ),
    },
  ];
}
