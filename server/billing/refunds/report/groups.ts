import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import type { RefundState } from '#shared/billing/refunds/contract.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Span } from '#server/billing/overview/spans.ts';

type Report = OutputOf<'billing.refundReport'>;
/** A time and the currency that is reported. */
type Asked = Span & { readonly currency: string };

const DIMENSIONS = ['reason', 'origin', 'draftedBy', 'requestedBy', 'approvedBy'] as const;

interface Group {
  readonly dimension: (typeof DIMENSIONS)[number] | 'label';
  readonly value: string | null;
  /** Of a colleague. */
  readonly name: string | null;
  readonly refunds: number;
  readonly refunded: number;
}

/** One statement, in which the index that holds it all is walked once for each way to group. */
const groups = statement<Asked, Group>((db, argument) => {
  const each = DIMENSIONS.map(
    (
      dimension,
    ) => sql`SELECT ${sql.lit(dimension)} AS dimension, ${sql.ref(dimension)} AS value, count(*) AS refunds, sum(amount) AS refunded
      FROM refund_entry INDEXED BY refund_entry_reported
      WHERE currency = ${argument('currency')} AND at >= ${argument('from')} AND at < ${argument('to')} AND isGiven = 1
      GROUP BY ${sql.ref(dimension)}`,
  );
  const ofLabels = sql`SELECT 'label' AS dimension, label.label AS value, count(*) AS refunds, sum(amount) AS refunded
    FROM refund_entry AS entry INDEXED BY refund_entry_reported LEFT JOIN conversation_label AS label ON label.conversationId = entry.conversationId
    WHERE currency = ${argument('currency')} AND at >= ${argument('from')} AND at < ${argument('to')} AND isGiven = 1
    GROUP BY label.label`;
  return {
    compile: () =>
      sql<Group>`SELECT part.*, account.name AS name FROM (${sql.join([...each, ofLabels], sql` UNION ALL `)}) AS part
        LEFT JOIN account ON account.id = part.value ORDER BY refunded DESC, refunds DESC, part.value`.compile(db),
  };
});

type Groups = Pick<Report, 'reasons' | 'origins' | 'labels' | 'drafted' | 'requested' | 'approved'>;

/** What was given back in a time, by reason, origin, label and whoever drafted, requested or approved it; the most money first. */
export async function groupsOf(unit: ReadUnit, asked: Asked): Promise<Groups> {
  const parts = Map.groupBy(await unit.run(groups, asked), ({ dimension }) => dimension);
  const people = (dimension: Group['dimension']): Groups['drafted'] =>
    (parts.get(dimension) ?? []).map(({ value, name, refunds, refunded }) => ({
      by: value === null ? null : { id: value, name: name ?? value },
      refunds,
      refunded,
    }));
  return {
    reasons: (parts.get('reason') ?? []).map(({ value, refunds, refunded }) => ({ reason: value, refunds, refunded })),
    origins: (parts.get('origin') ?? []).map(({ value, refunds, refunded }) => ({
      origin: value === 'stripe' ? 'stripe' : 'here',
      refunds,
      refunded,
    })),
    labels: (parts.get('label') ?? []).map(({ value, refunds, refunded }) => ({ label: value, refunds, refunded })),
    drafted: people('draftedBy'),
    requested: people('requestedBy'),
    approved: people('approvedBy'),
  };
}

/** So many products are named. */
const NAMED = 50;

interface ProductRow {
  /** `NAMED + 1` for all the others together. */
  readonly slot: number;
  readonly product: string | null;
  readonly products: number;
  readonly refunds: number;
  readonly refunded: number;
}

const products = statement<Asked, ProductRow>((db, argument) => ({
  compile: () =>
    sql<ProductRow>`WITH part AS (SELECT product, count(*) AS refunds, sum(amount) AS refunded FROM refund_entry INDEXED BY refund_entry_reported
        WHERE currency = ${argument('currency')} AND at >= ${argument('from')} AND at < ${argument('to')} AND isGiven = 1 GROUP BY product),
      ranked AS (SELECT part.*, row_number() OVER (ORDER BY refunded DESC, refunds DESC, product) AS place FROM part)
      SELECT min(place, ${sql.lit(NAMED + 1)}) AS slot, min(product) AS product, count(*) AS products, sum(refunds) AS refunds, sum(refunded) AS refunded
      FROM ranked GROUP BY slot ORDER BY slot`.compile(db),
}));

export async function productsOf(unit: ReadUnit, asked: Asked): Promise<Report['products']> {
  const rows = await unit.run(products, asked);
  const others = rows.find(({ slot }) => slot > NAMED);
  return {
    named: rows
      .filter(({ slot }) => slot <= NAMED)
      .map(({ product, refunds, refunded }) => ({ product, refunds, refunded })),
    others: { products: others?.products ?? 0, refunds: others?.refunds ?? 0, refunded: others?.refunded ?? 0 },
  };
}

interface StateRow {
  readonly state: RefundState;
  readonly count: number;
  readonly amount: number;
}

const states = statement<Asked, StateRow>((db, argument) => ({
  compile: () =>
    sql<StateRow>`SELECT state, count(*) AS count, sum(amount) AS amount FROM refund_entry INDEXED BY refund_entry_reported
      WHERE currency = ${argument('currency')} AND at >= ${argument('from')} AND at < ${argument('to')}
      GROUP BY state ORDER BY count DESC, state`.compile(db),
}));

export const statesOf = async (unit: ReadUnit, asked: Asked): Promise<Report['states']> => [
  ...(await unit.run(states, asked)),
];
