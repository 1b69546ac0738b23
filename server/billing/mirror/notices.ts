import { sql } from 'kysely';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Notice } from './draft.ts';

/** So many different ones are enough to see that something is wrong; what Stripe sends must not fill the disk. */
const MAXIMUM_NOTICES = 200;

/** Counts fields that are not as the pinned version of the API says. */
export async function writeNotices({ db }: WriteUnit, notices: readonly Notice[], at: number): Promise<void> {
  if (notices.length === 0) return;
  const { count: known } = await db
    .selectFrom('shape_notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  let room = MAXIMUM_NOTICES - known;
  const counted = new Map<string, Notice & { count: number }>();
  for (const notice of notices) {
    const key = `${notice.kind} ${notice.path} ${notice.problem}`;
    const before = counted.get(key);
    if (before === undefined) counted.set(key, { ...notice, count: 1 });
    else before.count += 1;
  }
  for (const { kind, path, problem, sampleId, count } of counted.values()) {
    const { numUpdatedRows } = await db
      .updateTable('shape_notice')
      .set({ count: sql<number>`count + ${count}`, lastAt: at, sampleId })
      .where('kind', '=', kind)
      .where('path', '=', path)
      .where('problem', '=', problem)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n || room <= 0) continue;
    room -= 1;
    await db
      .insertInto('shape_notice')
      .values({ kind, path, problem, count, firstAt: at, lastAt: at, sampleId })
      .execute();
  }
}
