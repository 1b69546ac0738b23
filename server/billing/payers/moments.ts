import { sql } from 'kysely';
import type { HowLinked } from '#shared/customers/payers/contract.ts';
import type { Place, Placed, TimelineSource } from '#server/journal/timeline.ts';
import { numberFrom, paymentOf, PAYMENT_COLUMNS, createdAtOf, type PaymentRow } from '#server/billing/payments/rows.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { MoneyMoment } from './moneyMoment.ts';
import { payersById } from './payerRows.ts';
import { refundsAndDisputes } from './refundsAndDisputes.ts';
import { theirNumbers } from './theirs.ts';

interface Asked {
  readonly customerId: string;
  readonly limit: number;
}

const paymentsBefore = statement<Asked & { readonly below: number }, PaymentRow>((db, argument) => ({
  compile: () =>
    sql<PaymentRow>`SELECT ${PAYMENT_COLUMNS} FROM payment
      WHERE payment.number IN (${theirNumbers(argument('customerId'))}) AND payment.number < ${argument('below')}
      ORDER BY payment.number DESC LIMIT ${argument('limit')}`.compile(db),
}));

const DIGITS = 16;
/** Of one width, so that texts are in the order of numbers. */
const keyOf = (number: number): string => String(number).padStart(DIGITS, '0');

/** A payment's number is its time and its key in one. */
function belowOf({ at, key }: Place): number {
  if (/^\d{16}$/.test(key)) return Number(key);
  return key === '' ? numberFrom(at) : at === Number.MAX_SAFE_INTEGER ? at : numberFrom(at + 1);
}

type RequestRow = Schema['payment_request'] & { readonly by: string | null };

const requestsBefore = statement<Asked & Place, RequestRow>((db, argument) => ({
  compile: () =>
    sql<RequestRow>`SELECT request.*, account.name AS by
      FROM conversation INDEXED BY conversation_of_customer
      CROSS JOIN payment_request AS request ON request.conversationId = conversation.id
      LEFT JOIN account ON account.id = request.createdBy
      WHERE conversation.customerId = ${argument('customerId')} AND request.state NOT IN ('making', 'failed')
        AND (request.createdAt, request.id) < (${argument('at')}, ${argument('key')})
      ORDER BY request.createdAt DESC, request.id DESC LIMIT ${argument('limit')}`.compile(db),
}));

interface LinkRow {
  readonly at: number;
  readonly seq: number;
  readonly name: string;
  readonly factsJson: string;
  readonly by: string | null;
}

interface LinkFacts {
  readonly payerId: string;
  readonly how: HowLinked;
}

/** Links stand in the journal, also those that were undone and made again. */
const linksBefore = statement<Asked & Place, LinkRow>((db, argument) => ({
  compile: () =>
    sql<LinkRow>`SELECT journal.at, journal.seq, journal.name, journal.factsJson, account.name AS by
      FROM subject CROSS JOIN journal_entry_subject AS named ON named.subjectNumber = subject.number
      CROSS JOIN journal ON journal.seq = named.seq
      LEFT JOIN account ON account.id = journal.actorId AND journal.actorKind = 'staff'
      WHERE subject.kind = 'customer' AND subject.id = ${argument('customerId')}
        AND journal.name IN ('customers.paymentsLinked', 'customers.paymentsUnlinked')
        AND (journal.at, printf('%016d', journal.seq)) < (${argument('at')}, ${argument('key')})
      ORDER BY journal.at DESC, journal.seq DESC LIMIT ${argument('limit')}`.compile(db),
}));

async function linkMoments(unit: ReadUnit, rows: readonly LinkRow[]): Promise<readonly Placed<MoneyMoment>[]> {
  const links = rows.map(({ factsJson, ...row }) => ({ ...row, ...(JSON.parse(factsJson) as LinkFacts) }));
  const payers = await payersById(unit, [...new Set(links.map(({ payerId }) => payerId))]);
  return links.map(({ at, seq, name: entry, payerId, how, by }) => {
    const payer = payers.find((one) => one.payerId === payerId);
    const change = entry === 'customers.paymentsLinked' ? 'linked' : 'unlinked';
    const name = payer?.name ?? payer?.email ?? null;
    return { at, key: keyOf(seq), moment: { kind: 'payers', change, payerId, name, how, by } };
  });
}

function requestMoment({ id, createdAt, state, ...request }: RequestRow): Placed<MoneyMoment> {
  const { conversationId, amount, currency, description, paymentId, by } = request;
  return {
    at: createdAt,
    key: id,
    moment: { kind: 'request', conversationId, amount, currency, description, state, paymentId, by },
  };
}

/** What a customer paid, got back and disputes, what they were asked for, and how we know that it was they. */
export function moneySources(unit: ReadUnit, customerId: string): readonly TimelineSource<MoneyMoment>[] {
  return [
    {
      name: 'payment',
      after: async (place, limit) =>
        (await unit.run(paymentsBefore, { customerId, below: belowOf(place), limit })).map((row) => ({
          at: createdAtOf(row.number),
          key: keyOf(row.number),
          moment: { kind: 'payment', payment: paymentOf(row) },
        })),
    },
    ...refundsAndDisputes(unit, customerId),
    {
      name: 'request',
      after: async (place, limit) =>
        (await unit.run(requestsBefore, { ...place, customerId, limit })).map(requestMoment),
    },
    {
      name: 'payers',
      after: async (place, limit) => linkMoments(unit, await unit.run(linksBefore, { ...place, customerId, limit })),
    },
  ];
}
