import { sql } from 'kysely';
import type { Need, NotificationSource } from '#server/journal/needs.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { closeNotification, tell, tellAgain } from './tell.ts';
import type { People } from './person.ts';
import type { NotificationRow as Row } from './rows.ts';

/** Which need a notification is of: a person's, about a subject, that came of one that was asked about. */
const keyOf = (aboutId: string, accountId: string, subjectKind: string, subjectId: string): string =>
  `${aboutId} ${accountId} ${subjectKind} ${subjectId}`;
const keyOfNeed = (need: Need): string =>
  keyOf(need.of ?? need.subject.id, need.accountId, need.subject.kind, need.subject.id);
const keyOfRow = (row: Pick<Row, 'aboutId' | 'accountId' | 'subjectKind' | 'subjectId'>): string =>
  keyOf(row.aboutId, row.accountId, row.subjectKind, row.subjectId);

/** Whether it is worth telling once more: there is more of it, or it has become urgent. */
const isMore = (need: Need, open: Row): boolean =>
  need.since > open.since || (need.urgency === 'urgent' && open.urgency === 'normal');

export interface DiffOptions {
  readonly unit: WriteUnit;
  readonly at: number;
  readonly source: NotificationSource;
  readonly people: People;
  /** Called with whose notifications have changed. */
  readonly onChange: (accountId: string) => void;
}

/** What was taken note of, by the need it was of: it stays away until there is more of it. */
async function dismissedOf({ unit, source }: DiffOptions, aboutIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await unit.db
    .selectFrom('notification')
    .select(['aboutId', 'accountId', 'subjectKind', 'subjectId', 'since'])
    .where('kind', '=', source.kind)
    .where('about', '=', source.about)
    .where('aboutId', 'in', aboutIds)
    .where('closedBy', '=', sql.lit('dismissed'))
    .orderBy('since')
    .execute();
  return new Map(rows.map((row) => [keyOfRow(row), row.since]));
}

async function keepOpen({ unit, at, people, onChange }: DiffOptions, open: Row, need: Need): Promise<boolean> {
  const facts = JSON.stringify(need.facts);
  const changesAt = need.changesAt ?? null;
  const more = isMore(need, open);
  const isSame =
    need.since === open.since &&
    need.urgency === open.urgency &&
    need.deadline === open.deadline &&
    facts === open.factsJson &&
    changesAt === open.changesAt;
  if (isSame) return false;
  await unit.db
    .updateTable('notification')
    .set({ since: need.since, urgency: need.urgency, deadline: need.deadline, factsJson: facts, changesAt })
    .where('id', '=', open.id)
    .execute();
  if (more) await tellAgain(unit, await people.get(need.accountId), open, need, at);
  onChange(need.accountId);
  return true;
}

/**
 * Compares what is needed about these subjects with what is open about them, and writes the difference: at most `most` changes.
 * @returns how many it wrote, and whether that was all. Run again with the same needs, it goes on from there.
 */
export async function diff(
  options: DiffOptions,
  aboutIds: readonly string[],
  needs: readonly Need[],
  most: number,
): Promise<{ readonly changes: number; readonly isDone: boolean }> {
  const { unit, at, source, people, onChange } = options;
  const rows = await unit.db
    .selectFrom('notification')
    .selectAll()
    .where('kind', '=', source.kind)
    .where('about', '=', source.about)
    .where('aboutId', 'in', aboutIds)
    .where('closedAt', 'is', null)
    .execute();
  const open = new Map(rows.map((row) => [keyOfRow(row), row]));
  const needed = new Map(needs.map((need) => [keyOfNeed(need), need]));
  const added = [...needed].filter(([key]) => !open.has(key));
  const dismissed = added.length === 0 ? new Map<string, number>() : await dismissedOf(options, aboutIds);
  let changes = 0;

  for (const [key, row] of open) {
    if (changes >= most) return { changes, isDone: false };
    const need = needed.get(key);
    if (need === undefined) {
      await closeNotification(unit, row.id, 'handled', at);
      onChange(row.accountId);
      changes += 1;
    } else if (await keepOpen(options, row, need)) changes += 1;
  }
  for (const [key, need] of added) {
    if (need.since <= (dismissed.get(key) ?? -Infinity)) continue;
    if (changes >= most) return { changes, isDone: false };
    await tell(
      unit,
      await people.get(need.accountId),
      need,
      { about: source.about, aboutId: need.of ?? need.subject.id },
      at,
    );
    onChange(need.accountId);
    changes += 1;
  }
  return { changes, isDone: true };
}
