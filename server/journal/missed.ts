import type { QueryContext } from './context.ts';
import type { MissedEvents } from './featureModule.ts';

/** The place of the journal's newest entry; 0 before the first. */
export async function newestSeq({ unit: { db } }: QueryContext): Promise<number> {
  const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return newest?.seq ?? 0;
}

/**
 * The answer to whoever follows up to `from`, where the entries between need not be read for it; null where they must.
 * @param most so many missed entries are told again; beyond them the state is read anew.
 */
export function answerWithout(cursor: number, from: number, most = Number.POSITIVE_INFINITY): MissedEvents | null {
  // A cursor from the future belongs to another history of this database (a restored backup).
  if (from >= cursor) return { cursor, snapshot: from > cursor, events: [] };
  return cursor - from > most ? { cursor, snapshot: true, events: [] } : null;
}

/** By the id of each subject of a kind: the last of the entries that name it. */
export function lastEntries(
  entries: readonly { readonly seq: number; readonly subjectsJson: string }[],
  subjectKind: string,
): ReadonlyMap<string, number> {
  const lastOf = new Map<string, number>();
  for (const { seq, subjectsJson } of entries)
    for (const { kind, id } of JSON.parse(subjectsJson) as { kind: string; id: string }[])
      if (kind === subjectKind) lastOf.set(id, seq);
  return lastOf;
}
