import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { conversationFor } from './access.ts';

/** For the choice. */
const MOST_KNOWN = 500;

async function labelsOf(db: ReadableDatabase, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('conversation_label')
    .select('label')
    .where('conversationId', '=', conversationId)
    .orderBy('label')
    .execute();
  return rows.map(({ label }) => label);
}

export const labels: QueryHandler<'chat.labels'> = async ({ unit, principal }, { conversationId }) => {
  const { id } = await conversationFor(unit, principal, conversationId);
  const known = await unit.db
    .selectFrom('conversation_label')
    .select('label')
    .distinct()
    .orderBy('label')
    .limit(MOST_KNOWN)
    .execute();
  return { labels: await labelsOf(unit.db, id), known: known.map(({ label }) => label) };
};

/** One spelling of each: the one that is in use, or else the first that was given. */
async function spelled(db: ReadableDatabase, given: readonly string[]): Promise<readonly string[]> {
  const bySound = new Map<string, string>();
  for (const label of given) {
    const sound = label.toLowerCase();
    if (!bySound.has(sound)) bySound.set(sound, label);
  }
  if (bySound.size === 0) return [];
  const used = await db
    .selectFrom('conversation_label')
    .select(['label', 'sound'])
    .distinct()
    .where('sound', 'in', [...bySound.keys()])
    .execute();
  for (const { label, sound } of used) bySound.set(sound, label);
  return [...bySound.values()];
}

/** Labels are people's own words, so the journal only counts them. */
export const setLabels: CommandHandler<'chat.setLabels'> = async (
  { unit, principal, record },
  { conversationId, labels: given },
) => {
  const { id } = await conversationFor(unit, principal, conversationId);
  const before = await labelsOf(unit.db, id);
  const next = await spelled(unit.db, given);
  if (before.length === next.length && next.every((label) => before.includes(label))) return { labels: before };
  await unit.db.deleteFrom('conversation_label').where('conversationId', '=', id).execute();
  if (next.length > 0)
    await unit.db
      .insertInto('conversation_label')
      .values(next.map((label) => ({ conversationId: id, label, sound: label.toLowerCase() })))
      .execute();
  await record({
    name: 'chat.labelsChanged',
    subjects: [{ kind: 'conversation', id }],
    facts: { labels: next.length },
  });
  return { labels: await labelsOf(unit.db, id) };
};
