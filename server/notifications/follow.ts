import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { NotificationSource } from '#server/journal/needs.ts';
import { statement } from '#server/storage/statement.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { diff } from './diff.ts';
import { bump, createPeople } from './person.ts';
import { tidy } from './tidy.ts';
import { createWatch, settled, touch, touchAll, type Touched } from './touched.ts';

/** Entries read, subjects derived and changes written in one go: so little that a message which waits for the writer does not notice. */
const ENTRIES = 1_000;
const SUBJECTS = 32;
const CHANGES = 48;

type Entry = Pick<Schema['journal'], 'seq' | 'name' | 'subjectsJson'>;

const entriesAfter = statement<{ seq: number; limit: number }, Entry>((db, argument) =>
  db
    .selectFrom('journal')
    .select(['seq', 'name', 'subjectsJson'])
    .where('seq', '>', argument('seq'))
    .orderBy('seq')
    .limit(argument('limit')),
);
const moveTo = statement<{ seq: number }>((db, argument) =>
  db
    .insertInto('notification_follower')
    .values({ id: 1, seq: argument('seq') })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seq: argument('seq') })),
);

/** What time alone has changed: what is derived anew, and tests that are over. */
async function touchByTime(unit: WriteUnit, at: number): Promise<void> {
  const due = await unit.db
    .selectFrom('notification')
    .select(['kind', 'about', 'aboutId'])
    .where('changesAt', '<=', at)
    .where('closedAt', 'is', null)
    .limit(SUBJECTS)
    .execute();
  for (const touched of due) await touch(unit, touched);
}

/**
 * Goes on in the journal from where it was, and derives what that touched. The place, what is still to be derived and what came of it are one
 * transaction: a crash loses nothing and doubles nothing.
 */
export function createFollow(sources: readonly NotificationSource[]): CommandHandler<'notifications.follow'> {
  const watch = createWatch(sources);
  /** False for what another version of the server has left. */
  const isKnown = (touched: Touched): boolean =>
    sources.some(({ kind, about }) => kind === touched.kind && about === touched.about);

  /** @returns whether there is more in the journal. */
  async function goOn(unit: WriteUnit, at: number): Promise<boolean> {
    const place = await unit.db.selectFrom('notification_follower').select('seq').executeTakeFirst();
    if (place === undefined) {
      // The state says all that the journal before could.
      const head = await unit.db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      for (const source of sources) await touchAll(unit, source, at);
      await unit.write(moveTo, { seq: head?.seq ?? 0 });
      return false;
    }
    const entries = await unit.run(entriesAfter, { seq: place.seq, limit: ENTRIES });
    await watch.entries(unit, entries, at);
    const last = entries.at(-1);
    if (last !== undefined) await unit.write(moveTo, { seq: last.seq });
    return entries.length === ENTRIES;
  }

  /** Derives what was touched, until it has written as much as one go may. */
  async function derive(
    unit: WriteUnit,
    at: number,
    touched: readonly Touched[],
    onChange: (accountId: string) => void,
    people: ReturnType<typeof createPeople>,
  ): Promise<void> {
    let left = CHANGES;
    for (const source of sources) {
      const own = touched.filter(({ kind, about }) => kind === source.kind && about === source.about);
      // One may concern everybody, and then is enough for a go; where each concerns few, they are asked about together.
      for (let from = 0, size = 1; from < own.length; from += size, size *= 2) {
        const part = own.slice(from, from + size);
        const needs = await source.derive(
          { unit, at },
          part.map(({ aboutId }) => aboutId),
        );
        // One by one: what is through is through, and the next go begins with the others.
        for (const one of part) {
          const its = needs.filter((need) => (need.of ?? need.subject.id) === one.aboutId);
          const { changes, isDone } = await diff({ unit, at, source, people, onChange }, [one.aboutId], its, left);
          left -= changes;
          if (!isDone) return;
          await settled(unit, one);
        }
      }
    }
  }

  return async ({ unit, at }, { polls }) => {
    const changed = new Set<string>();
    const people = createPeople(unit, at);
    const onChange = (accountId: string): void => void changed.add(accountId);
    const hasMoreEntries = await goOn(unit, at);
    await touchByTime(unit, at);
    if (polls) {
      for (const source of sources) if (source.isPolled === true) await touchAll(unit, source, at);
      await tidy(unit, at, onChange);
    }
    const touched = await unit.db.selectFrom('notification_touched').selectAll().limit(SUBJECTS).execute();
    for (const one of touched) if (!isKnown(one)) await settled(unit, one);
    await derive(unit, at, touched, onChange, people);
    for (const accountId of changed) await bump(unit, accountId, (await people.get(accountId)).lastDueAt);
    const left = await unit.db.selectFrom('notification_touched').select('kind').limit(1).executeTakeFirst();
    const next = await unit.db
      .selectFrom('notification')
      .select('changesAt')
      .where('changesAt', 'is not', null)
      .where('closedAt', 'is', null)
      .orderBy('changesAt')
      .limit(1)
      .executeTakeFirst();
    return {
      accountIds: [...changed],
      hasMore: hasMoreEntries || left !== undefined,
      nextAt: next?.changesAt ?? null,
    };
  };
}
