import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import type { ReadUnit, WriteUnit } from '#server/storage/unitOfWork.ts';
import { readState, writeState } from '#server/billing/sync/state.ts';

/** Mirrored objects by kind. They are counted as they come: to count millions takes longer than anybody waits. */
export async function objectCounts(unit: Pick<ReadUnit, 'db'>): Promise<{ kind: MirroredKind; count: number }[]> {
  const counts = await readState(unit, 'objects');
  return MIRRORED_KINDS.map((kind) => ({ kind, count: counts?.[kind] ?? 0 }));
}

export async function countObjects(unit: WriteUnit, added: readonly MirroredKind[]): Promise<void> {
  if (added.length === 0) return;
  const counts = { ...(await readState(unit, 'objects')) };
  for (const kind of added) counts[kind] = (counts[kind] ?? 0) + 1;
  await writeState(unit, 'objects', counts);
}
