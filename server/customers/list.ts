import { sql } from 'kysely';
import { isGranted } from '#shared/wire/access.ts';
import { paidBy } from '#server/billing/module.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly lastSeenAt: number;
  readonly conversationId: string;
}

interface Asked {
  readonly pattern: string;
  readonly lastSeenAt: number;
  readonly conversationId: string;
  readonly limit: number;
}

type Argument = <Name extends keyof Asked>(name: Name) => Asked[Name];

/** Conversations in the order of activity, of each customer the newest: a page reads little more than it shows, however many there are. */
const newestOf = (status: 'open' | 'closed', argument: Argument) =>
  sql`SELECT customer.id, customer.name, customer.email, one.activeAt AS lastSeenAt, one.id AS conversationId
    FROM conversation AS one INDEXED BY conversation_by_activity CROSS JOIN customer ON customer.id = one.customerId
    WHERE one.status = ${sql.lit(status)} AND one.lastSeq > 0
      AND (one.activeAt, one.id) < (${argument('lastSeenAt')}, ${argument('conversationId')})
      AND (${argument('pattern')} = '%' OR customer.name LIKE ${argument('pattern')} ESCAPE '\\' OR customer.email LIKE ${argument('pattern')} ESCAPE '\\')
      AND NOT EXISTS (
        SELECT 1 FROM conversation AS other INDEXED BY conversation_of_customer
        WHERE other.customerId = one.customerId AND other.lastSeq > 0 AND (other.activeAt, other.id) > (one.activeAt, one.id))`;

const page = statement<Asked, Row>((db, argument) => ({
  compile: () =>
    sql<Row>`${newestOf('open', argument)} UNION ALL ${newestOf('closed', argument)}
      ORDER BY lastSeenAt DESC, conversationId DESC LIMIT ${argument('limit')}`.compile(db),
}));

/** The text itself, wherever it stands. */
const patternOf = (text: string): string =>
  text.trim() === '' ? '%' : `%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const BEFORE_ALL = { lastSeenAt: Number.MAX_SAFE_INTEGER, conversationId: '' } as const;

/** One page, whoever was seen last first; two statements. */
export const list: QueryHandler<'customers.list'> = async ({ unit, principal }, { text = '', after, limit }) => {
  const place = after ?? BEFORE_ALL;
  const rows = await unit.run(page, { ...place, pattern: patternOf(text), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const maySeeMoney = principal.kind === 'staff' && isGranted(principal.roles, 'payments.read');
  const ids = shown.map(({ id }) => id);
  const sums = maySeeMoney ? await paidBy(unit, ids) : null;
  const last = shown.at(-1);
  return {
    customers: shown.map(({ conversationId: _, ...row }) => ({
      ...row,
      paid:
        sums?.filter(({ customerId }) => customerId === row.id).map(({ currency, amount }) => ({ currency, amount })) ??
        null,
    })),
    next: rows.length > limit && last ? { lastSeenAt: last.lastSeenAt, conversationId: last.conversationId } : null,
  };
};
