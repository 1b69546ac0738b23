import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Draft } from './draft.ts';
import { referencesOf } from './references.ts';
import { sourceOf } from './sourceOf.ts';
import { isOf, type Stored } from './stored.ts';

/** Whether payments show something else of a customer. */
function isOtherPerson(before: Stored | null, now: Stored): boolean {
  if (!isOf(now, 'customer') || (before !== null && !isOf(before, 'customer'))) return false;
  const [was, is] = [before?.fields(), now.fields()];
  return (was?.email ?? null) !== (is?.email ?? null) || (was?.name ?? null) !== (is?.name ?? null);
}

/** The payments whose rows depend on an object. */
async function dependentsOf(
  { db }: ReadUnit,
  draft: Draft,
  before: Stored | null,
  now: Stored,
): Promise<readonly string[]> {
  if (isOtherPerson(before, now)) {
    const rows = await db.selectFrom('payment').select('id').where('stripeCustomerId', '=', now.id).execute();
    return rows.map(({ id }) => id);
  }
  if (now.kind !== 'balance_transaction') return now.paymentId === null ? [] : [now.paymentId];
  const source = sourceOf(now.json());
  const paymentId = source === null ? null : ((await draft.now.object(source))?.paymentId ?? now.paymentId);
  return paymentId === null ? [] : [paymentId];
}

/** The payments that `changes` are about. */
export async function affectedPayments(
  unit: ReadUnit,
  draft: Draft,
  changes: ReturnType<Draft['changes']>,
): Promise<ReadonlySet<string>> {
  const affected = new Set<string>();
  for (const { before, now } of changes)
    for (const id of await dependentsOf(unit, draft, before, now)) affected.add(id);
  return affected;
}

/** Wishes for what changed objects name and the mirror lacks: a charge its balance transaction, a payment its customer. */
export async function wantMissing(draft: Draft): Promise<void> {
  for (const { before, now } of draft.changes()) {
    if (now.fields() === null || before?.json() === now.json()) continue;
    for (const reference of referencesOf(now.kind, now.json()))
      if ((await draft.now.object(reference)) === null) draft.want({ ...reference, newerThan: 0 });
  }
}
