import { sql } from 'kysely';
import type { Schema } from '#server/storage/schema.ts';
import { statement, type Statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Draft } from './draft.ts';
import { projectLedger, type Ledger } from './projectLedger.ts';

type Table = keyof Ledger;
type Row<Name extends Table> = Schema[Name];

const COLUMNS = {
  refund: ['paymentId', 'createdAt', 'amount', 'currency', 'state', 'isRelease', 'reason', 'failureReason'],
  dispute: ['paymentId', 'createdAt', 'amount', 'currency', 'state', 'reason', 'dueAt'],
  balance_entry: ['paymentId', 'paymentCurrency', 'bookedAt', 'category', 'amount', 'fee', 'net', 'currency'],
} as const satisfies { readonly [Name in Table]: readonly (keyof Row<Name>)[] };

/** Also when there is one: the same objects may have been read by an older version. */
const put = <Name extends Table>(table: Name): Statement<Row<Name>, never> =>
  statement((db, argument) => {
    const columns: readonly string[] = COLUMNS[table];
    const values = ['id', ...columns].map((name) => argument(name as keyof Row<Name> & string));
    const update = columns.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
    const query = sql<never>`INSERT INTO ${sql.table(table)} (id, ${sql.join(columns.map((name) => sql.ref(name)))})
      VALUES (${sql.join(values)}) ON CONFLICT (id) DO UPDATE SET ${sql.join(update)}`;
    return { compile: () => query.compile(db) };
  });
const remove = (table: Table) =>
  statement<{ id: string }>((db, argument) => db.deleteFrom(table).where('id', '=', argument('id')));

const differs = <Of extends object>(one: Of, other: Of): boolean =>
  (Object.keys(other) as (keyof Of)[]).some((name) => one[name] !== other[name]);

/** Writes what has changed in one table. */
function writerOf(table: Table) {
  const [putRow, removeRow] = [put(table), remove(table)];
  return async (unit: WriteUnit, before: Ledger, now: Ledger): Promise<void> => {
    const gone = new Map<string, Row<Table>>();
    for (const row of before[table]) gone.set(row.id, row);
    for (const row of now[table]) {
      const known = gone.get(row.id);
      gone.delete(row.id);
      if (known === undefined || differs(known, row)) await unit.write(putRow, row);
    }
    for (const id of gone.keys()) await unit.write(removeRow, { id });
  };
}
const WRITERS = [writerOf('refund'), writerOf('dispute'), writerOf('balance_entry')] as const;

/** Writes what has changed of a payment's refunds, disputes and bookings. What stands there is known from the objects as they were. */
export async function writeLedger(unit: WriteUnit, draft: Draft, paymentId: string): Promise<void> {
  const now = projectLedger(paymentId, await draft.now.ofPayment(paymentId));
  const before = projectLedger(paymentId, await draft.before.ofPayment(paymentId));
  for (const write of WRITERS) await write(unit, before, now);
}
