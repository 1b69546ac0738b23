import type { Selectable } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

/** @throws AppError NOT_FOUND. */
export async function customerOf(db: ReadableDatabase, id: string): Promise<Selectable<Schema['customer']>> {
  const customer = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
  if (customer === undefined) throw new AppError('NOT_FOUND', 'This customer does not exist.', { reason: 'customer' });
  return customer;
}
