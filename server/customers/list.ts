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
}

interface Asked {
  readonly pattern: string;
  readonly lastSeenAt: number;
  readonly id: string;
  readonly limit: number;
}

const page = statement<Asked, Row>((db, argument) => ({
  compile: () =>
    sql<Row>`SELECT customer.id, customer.name, customer.email, seen.at AS lastSeenAt
      FROM (SELECT customerId, max(activeAt) AS at FROM conversation WHERE lastSeq > 0 GROUP BY customerId) AS seen
      CROSS JOIN customer ON customer.id = seen.customerId
      WHERE (seen.at, customer.id) < (${argument('lastSeenAt')}, ${argument('id')})
        AND (customer.name LIKE ${argument('pattern')} ESCAPE '\\' OR customer.email LIKE ${argument('pattern')} ESCAPE '\\'
          OR ${argument('pattern')} = '%')
      ORDER BY seen.at DESC, customer.id DESC LIMIT ${argument('limit')}`.compile(db),
}));

/** The text itself, wherever it stands. */
const patternOf = (text: string): string =>
  text.trim() === '' ? '%' : `%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** One page, whoever was seen last first; two statements. */
export const list: QueryHandler<'customers.list'> = async ({ unit, principal }, { text = '', after, limit }) => {
  const place = after ?? { lastSeenAt: Number.MAX_SAFE_INTEGER, id: '' };
  const rows = await unit.run(page, { ...place, pattern: patternOf(text), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const maySeeMoney = principal.kind === 'staff' && isGranted(principal.roles, 'payments.read');
  const ids = shown.map(({ id }) => id);
  const sums = maySeeMoney ? await paidBy(unit, ids) : null;
  const last = shown.at(-1);
  return {
    customers: shown.map((row) => ({
      ...row,
      paid:
        sums?.filter(({ customerId }) => customerId === row.id).map(({ currency, amount }) => ({ currency, amount })) ??
        null,
    })),
    next: rows.length > limit && last ? { lastSeenAt: last.lastSeenAt, id: last.id } : null,
  };
};
