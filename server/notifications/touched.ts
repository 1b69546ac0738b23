import type { SubjectKind } from '#shared/audit/entries.ts';
import type { NotificationKind } from '#shared/notifications/kinds.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { NotificationSource } from '#server/journal/needs.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';

export interface Touched {
  readonly kind: NotificationKind;
  readonly about: SubjectKind;
  readonly aboutId: string;
}

const insertTouched = statement<Touched>((db, argument) =>
  db
    .insertInto('notification_touched')
    .values({ kind: argument('kind'), about: argument('about'), aboutId: argument('aboutId') })
    .onConflict((conflict) => conflict.doNothing()),
);
const removeTouched = statement<Touched>((db, argument) =>
  db
    .deleteFrom('notification_touched')
    .where('kind', '=', argument('kind'))
    .where('about', '=', argument('about'))
    .where('aboutId', '=', argument('aboutId')),
);

/** Roles decide whom anything concerns: after these, everything is derived anew. */
export const ROLES_CHANGED: ReadonlySet<string> = new Set([
  'accounts.rolesChanged',
  'accounts.deactivated',
  'accounts.reactivated',
  'accounts.invitationAccepted',
]);

export const touch = (unit: WriteUnit, touched: Touched) => unit.write(insertTouched, touched);
export const settled = (unit: WriteUnit, touched: Touched) => unit.write(removeTouched, touched);

/** Everything that a source needs somebody for, and all that is open of it. */
export async function touchAll(unit: WriteUnit, source: NotificationSource, at: number): Promise<void> {
  const { kind, about } = source;
  for (const aboutId of await source.all({ unit, at })) await touch(unit, { kind, about, aboutId });
  await unit.db
    .insertInto('notification_touched')
    .columns(['kind', 'about', 'aboutId'])
    .expression((query) =>
      query
        .selectFrom('notification')
        .select(['kind', 'about', 'aboutId'])
        .where('kind', '=', kind)
        .where('about', '=', about)
        .where('closedAt', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface Entry {
  readonly name: string;
  readonly subjectsJson: string;
}

/** Who watches which entry, found once. */
export function createWatch(sources: readonly NotificationSource[]) {
  const byName = new Map<string, NotificationSource[]>();
  for (const source of sources)
    for (const name of source.watches) byName.set(name, [...(byName.get(name) ?? []), source]);

  return {
    /** Notes what these entries of the journal touch: each subject once, however much was said in a conversation. */
    async entries(unit: WriteUnit, entries: readonly Entry[], at: number): Promise<void> {
      const touched = new Map<string, Touched>();
      for (const { name, subjectsJson } of entries) {
        const watching = byName.get(name);
        if (watching === undefined) continue;
        const subjects = JSON.parse(subjectsJson) as readonly Subject[];
        for (const { kind, about } of watching)
          for (const { kind: subjectKind, id } of subjects)
            if (subjectKind === about) touched.set(`${kind} ${id}`, { kind, about, aboutId: id });
      }
      for (const one of touched.values()) await touch(unit, one);
      if (entries.some(({ name }) => ROLES_CHANGED.has(name)))
        for (const source of sources) await touchAll(unit, source, at);
    },
  };
}
