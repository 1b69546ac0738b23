import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { Facts, Subject } from '#server/journal/entry.ts';
import type { FeatureModule, QueryHandler } from '#server/journal/featureModule.ts';
import { readLabels } from './labels.ts';

/**
 * Neither actors nor times are indexed, because every write would pay for it. A call looks at so many entries at most,
 * so that no search holds up the other readers; the answer says where to go on.
 */
const WINDOW = 20_000;

/** What the thread itself shows. */
const IN_THREAD = ['chat.messageAdded', 'chat.receiptsChanged'];

interface Search extends Omit<ParsedInputOf<'audit.entries'>, 'subject'> {
  readonly subject?: Subject | undefined;
  readonly leaveOut?: readonly string[];
}

async function search(
  { unit: { db }, principal }: QueryContext,
  { before, limit, accountId, subject, from, to, leaveOut = [] }: Search,
): Promise<OutputOf<'audit.entries'>> {
  const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, (newest?.seq ?? 0) + 1);
  // What is about a subject is found by the index, however far back it lies.
  const start = subject === undefined ? Math.max(1, end - WINDOW) : 1;
  let matching = db
    .selectFrom('journal')
    .select(['journal.seq', 'at', 'name', 'actorKind', 'actorId', 'subjectsJson', 'factsJson'])
    .where('journal.seq', '<', end)
    .where('journal.seq', '>=', start);
  if (subject !== undefined) {
    const about = db.selectFrom('journal_subject').select('seq');
    matching = matching.where(
      'journal.seq',
      'in',
      about.where('kind', '=', subject.kind).where('id', '=', subject.id).where('seq', '<', end),
    );
  }
  if (accountId !== undefined) matching = matching.where('actorKind', '=', 'staff').where('actorId', '=', accountId);
  if (from !== undefined) matching = matching.where('at', '>=', from);
  if (to !== undefined) matching = matching.where('at', '<', to);
  if (leaveOut.length > 0) matching = matching.where('name', 'not in', leaveOut);
  const rows = await matching
    .orderBy('journal.seq', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit).map(({ subjectsJson, factsJson, ...row }) => ({
    ...row,
    subjects: JSON.parse(subjectsJson) as Subject[],
    facts: JSON.parse(factsJson) as Facts,
  }));
  const actors = shown.flatMap(({ actorKind: kind, actorId }) => (actorId === null ? [] : [{ kind, id: actorId }]));
  const labelOf = await readLabels(db, principal, [...actors, ...shown.flatMap(({ subjects }) => subjects)]);
  const rest = start > 1 ? start : null;
  return {
    entries: shown.map(({ actorKind, actorId, subjects, ...entry }) => ({
      ...entry,
      actor: { kind: actorKind, id: actorId, name: labelOf(actorKind, actorId) },
      subjects: subjects.map(({ kind, id }) => ({ kind, id, label: labelOf(kind, id) })),
    })),
    next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : rest,
  };
}

/** @throws AppError NOT_FOUND. */
const conversation: QueryHandler<'audit.conversation'> = async (context, { conversationId, before, limit }) => {
  const { db } = context.unit;
  const found = await db.selectFrom('conversation').select('id').where('id', '=', conversationId).executeTakeFirst();
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'This conversation does not exist.', { reason: 'conversation' });
  const subject = { kind: 'conversation' as const, id: conversationId };
  return search(context, { before, limit, subject, leaveOut: IN_THREAD });
};

export const auditModule: FeatureModule = {
  commands: {},
  queries: { 'audit.entries': search, 'audit.conversation': conversation },
};
