import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import type { LinkedPayer, Payer } from '#shared/customers/payers/contract.ts';
import { createdAtOf } from '#server/billing/payments/rows.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { undecidedPayers } from './byEmail.ts';
import { payerOfRow, payersById, PAYER_COLUMNS, type PayerRow } from './payerRows.ts';
import { theirNumbers } from './theirs.ts';

type Money = OutputOf<'customers.money'>;

const MAXIMUM_PAYERS = 50;
const MAXIMUM_SUGGESTIONS = 20;

interface SumRow {
  readonly currency: string;
  readonly payments: number;
  readonly paid: number;
  readonly refunded: number;
  readonly openDisputes: number;
  readonly first: number;
  readonly last: number;
}

interface Whose {
  readonly customerId: string;
}

const sums = statement<Whose, SumRow>((db, argument) => ({
  compile: () =>
    sql<SumRow>`SELECT currency, count(*) AS payments, sum(amountReceived) AS paid, sum(amountRefunded) AS refunded,
      sum(coalesce(disputeState IN ('needs_response', 'under_review', 'warning_needs_response', 'warning_under_review'), 0)) AS openDisputes,
      min(number) AS first, max(number) AS last
      FROM payment WHERE number IN (${theirNumbers(argument('customerId'))}) AND amountReceived > 0
      GROUP BY +currency ORDER BY payments DESC, 1`.compile(db),
}));

type LinkRow = PayerRow & Pick<LinkedPayer, 'how' | 'linkedAt' | 'linkedBy'>;

const links = statement<Whose & { limit: number }, LinkRow>((db, argument) => ({
  compile: () =>
    sql<LinkRow>`SELECT ${PAYER_COLUMNS}, link.how, link.linkedAt, account.name AS linkedBy
      FROM payer_link AS link
      LEFT JOIN stripe_customer AS person ON person.id = link.payerId
      LEFT JOIN payment ON payment.id = link.payerId
      LEFT JOIN account ON account.id = link.linkedBy
      WHERE link.customerId = ${argument('customerId')} AND link.undoneAt IS NULL
      ORDER BY link.linkedAt DESC, link.payerId LIMIT ${argument('limit')}`.compile(db),
}));

async function suggestionsFor(unit: ReadUnit, email: string | null): Promise<readonly Payer[]> {
  if (email === null) return [];
  return payersById(unit, await undecidedPayers(unit, email, MAXIMUM_SUGGESTIONS));
}

/** What a customer has paid, to whom of Stripe's customers they are linked, and to whom they might be; five statements at most. */
export async function moneyOf(
  unit: ReadUnit,
  { id: customerId, email }: { readonly id: string; readonly email: string | null },
): Promise<Money> {
  const rows = await unit.run(sums, { customerId });
  const linked = await unit.run(links, { customerId, limit: MAXIMUM_PAYERS });
  return {
    totals: rows.map(({ currency, payments, paid, refunded }) => ({ currency, payments, paid, refunded })),
    openDisputes: rows.reduce((total, { openDisputes }) => total + openDisputes, 0),
    firstPaymentAt: rows.length === 0 ? null : createdAtOf(Math.min(...rows.map(({ first }) => first))),
    lastPaymentAt: rows.length === 0 ? null : createdAtOf(Math.max(...rows.map(({ last }) => last))),
    payers: linked.map((row) => ({
      ...payerOfRow(row),
      how: row.how,
      linkedAt: row.linkedAt,
      linkedBy: row.linkedBy,
    })),
    suggestions: [...(await suggestionsFor(unit, email))],
  };
}
