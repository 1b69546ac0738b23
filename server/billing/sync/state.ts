import type { MirroredKind } from '#shared/billing/objects.ts';
import type { ReadUnit, WriteUnit } from '#server/storage/unitOfWork.ts';
import type { BackfillState } from './backfillState.ts';

/** What is kept of the mirror's work, as JSON by name. */
export interface SyncState {
  readonly backfill: BackfillState;
  /** How many objects are mirrored. */
  readonly objects: Readonly<Partial<Record<MirroredKind, number>>>;
  /** How far Stripe's list of events has been read. */
  readonly poll: {
    readonly upToDateAt: number;
    readonly lastEventId: string | null;
    readonly lastEventCreated: number | null;
  };
}

export async function readState<Name extends keyof SyncState>(
  { db }: Pick<ReadUnit, 'db'>,
  name: Name,
): Promise<SyncState[Name] | null> {
  const row = await db.selectFrom('sync_state').select('valueJson').where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.valueJson) as SyncState[Name]);
}

export async function writeState<Name extends keyof SyncState>(
  { db }: WriteUnit,
  name: Name,
  value: SyncState[Name],
): Promise<void> {
  const valueJson = JSON.stringify(value);
  await db
    .insertInto('sync_state')
    .values({ name, valueJson })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ valueJson }))
    .execute();
}
