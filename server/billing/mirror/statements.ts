import { statement } from '#server/storage/statement.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ObjectRow } from './stored.ts';

const COLUMNS = ['kind', 'id', 'paymentId', 'asOf', 'mayHoldUntil', 'isGone', 'packed'] as const;

export const objectById = statement<{ kind: string; id: string }, ObjectRow>((db, argument) =>
  db.selectFrom('stripe_object').select(COLUMNS).where('kind', '=', argument('kind')).where('id', '=', argument('id')),
);

export const objectsOfPayment = statement<{ paymentId: string }, ObjectRow>((db, argument) =>
  db.selectFrom('stripe_object').select(COLUMNS).where('paymentId', '=', argument('paymentId')),
);

export const insertObject = statement<ObjectRow>((db, argument) =>
  db.insertInto('stripe_object').values({
    kind: argument('kind'),
    id: argument('id'),
    paymentId: argument('paymentId'),
    asOf: argument('asOf'),
    mayHoldUntil: argument('mayHoldUntil'),
    isGone: argument('isGone'),
    packed: argument('packed'),
  }),
);

export const updateObject = statement<ObjectRow>((db, argument) =>
  db
    .updateTable('stripe_object')
    .set({
      paymentId: argument('paymentId'),
      asOf: argument('asOf'),
      mayHoldUntil: argument('mayHoldUntil'),
      isGone: argument('isGone'),
      packed: argument('packed'),
    })
    .where('kind', '=', argument('kind'))
    .where('id', '=', argument('id')),
);

type Facts = Pick<Schema['stripe_object'], 'kind' | 'id' | 'paymentId' | 'asOf' | 'mayHoldUntil'>;

/** The same object as of another second: its text stays. */
export const updateObjectFacts = statement<Facts>((db, argument) =>
  db
    .updateTable('stripe_object')
    .set({ paymentId: argument('paymentId'), asOf: argument('asOf'), mayHoldUntil: argument('mayHoldUntil') })
    .where('kind', '=', argument('kind'))
    .where('id', '=', argument('id')),
);

type PaymentRow = Schema['payment'];

export const paymentById = statement<{ id: string }, PaymentRow>((db, argument) =>
  db.selectFrom('payment').selectAll().where('id', '=', argument('id')),
);

/** The last number that was given between two. */
export const lastNumber = statement<{ from: number; to: number }, { number: number }>((db, argument) =>
  db
    .selectFrom('payment')
    .select('number')
    .where('number', '>=', argument('from'))
    .where('number', '<', argument('to'))
    .orderBy('number', 'desc')
    .limit(1),
);

type Argument = <Name extends keyof PaymentRow>(name: Name) => PaymentRow[Name];
const columnsOf = (argument: Argument) => ({
  id: argument('id'),
  state: argument('state'),
  amount: argument('amount'),
  amountReceived: argument('amountReceived'),
  amountRefunded: argument('amountRefunded'),
  currency: argument('currency'),
  thousandths: argument('thousandths'),
  declineCode: argument('declineCode'),
  methodType: argument('methodType'),
  brand: argument('brand'),
  last4: argument('last4'),
  email: argument('email'),
  name: argument('name'),
  description: argument('description'),
  stripeCustomerId: argument('stripeCustomerId'),
  refunded: argument('refunded'),
  disputeState: argument('disputeState'),
  disputeDueAt: argument('disputeDueAt'),
  capturedAt: argument('capturedAt'),
  fee: argument('fee'),
  net: argument('net'),
  feeCurrency: argument('feeCurrency'),
});

export const insertPayment = statement<PaymentRow>((db, argument) =>
  db.insertInto('payment').values({ number: argument('number'), ...columnsOf(argument) }),
);
export const updatePayment = statement<PaymentRow>((db, argument) =>
  db.updateTable('payment').set(columnsOf(argument)).where('number', '=', argument('number')),
);

export const insertWords = statement<{ rowid: number; words: string }>((db, argument) =>
  db.insertInto('payment_search').values({ rowid: argument('rowid'), words: argument('words') }),
);
export const removeWords = statement<{ rowid: number }>((db, argument) =>
  db.deleteFrom('payment_search').where('rowid', '=', argument('rowid')),
);
