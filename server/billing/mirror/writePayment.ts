import type { Schema } from '#server/storage/schema.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Draft } from './draft.ts';
import { paymentObjectsOf } from './paymentObjects.ts';
import { paymentWords } from './paymentWords.ts';
import { projectPayment, type ProjectedPayment } from './projectPayment.ts';
import { insertPayment, insertWords, lastNumber, paymentById, removeWords, updatePayment } from './statements.ts';

type PaymentRow = Schema['payment'];

/** Payments of one second can be told apart by so many places. */
export const PLACES = 1_000_000;

/** A payment keeps its number for ever: the second of its creation times a million, plus the place in that second at which it came. */
async function newNumber(unit: WriteUnit, createdAt: number): Promise<number> {
  const from = createdAt * PLACES;
  const [last] = await unit.run(lastNumber, { from, to: from + PLACES });
  return last === undefined ? from : last.number + 1;
}

const differs = (row: PaymentRow, next: PaymentRow): boolean =>
  (Object.keys(next) as (keyof PaymentRow)[]).some((name) => row[name] !== next[name]);

async function writeWords(unit: WriteUnit, number: number, before: string | null, words: string): Promise<void> {
  if (before === words) return;
  if (before !== null) await unit.write(removeWords, { rowid: number });
  await unit.write(insertWords, { rowid: number, words });
}

/**
 * Computes a payment's row anew and writes it, and what it is found by, where they have changed.
 * @returns the row as it is now, or null while there is none.
 * @throws ShapeError before anything is written.
 */
export async function writePayment(unit: WriteUnit, draft: Draft, paymentId: string): Promise<PaymentRow | null> {
  const objects = await paymentObjectsOf(draft.now, paymentId);
  const projected = projectPayment(objects);
  if (projected === null) return null;
  const [row] = await unit.run(paymentById, { id: paymentId });
  const { createdAt, ...columns }: ProjectedPayment = projected;
  const words = paymentWords(objects);
  if (row === undefined) {
    const next = { number: await newNumber(unit, createdAt), ...columns };
    await unit.write(insertPayment, next);
    await writeWords(unit, next.number, null, words);
    return next;
  }
  const next = { number: row.number, ...columns };
  if (differs(row, next)) await unit.write(updatePayment, next);
  await writeWords(unit, row.number, paymentWords(await paymentObjectsOf(draft.before, paymentId)), words);
  return next;
}
