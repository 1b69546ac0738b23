import type { DiscardReason } from '#shared/monitoring/jobs/reasons.ts';
import { bump } from '#server/notifications/person.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';

/** The delivery that a piece of work is; 0, which none is, for what is no number. */
export const idOf = (jobId: string): number => (/^\d{1,15}$/.test(jobId) ? Number(jobId) : 0);

/** Nobody tries it any more: the ledger says so, and why. */
export async function letGo(
  unit: WriteUnit,
  { id, accountId }: { readonly id: number; readonly accountId: string },
  reason: DiscardReason,
  at: number,
): Promise<void> {
  await unit.db
    .updateTable('notification_delivery')
    .set({ state: 'failed', reason: 'discarded', detail: reason, endedAt: at })
    .where('id', '=', id)
    .execute();
  await bump(unit, accountId);
}
