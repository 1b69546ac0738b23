import { record } from '#renderer/app/export/csv.ts';
import type { Words } from '#renderer/app/words/en.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { actorName, sentenceOf, textOf } from './sentence.ts';

export function csvHeader({ export: { columns } }: Words['audit']): string {
  const { seq, at, sentence, name, actorKind, actor, actorId, subjects, facts } = columns;
  return record([seq, at, sentence, name, actorKind, actor, actorId, subjects, facts]);
}

/** An entry as a line: with the sentence of the screen, and all that the journal holds of it. */
export function csvLine(entry: Entry, words: Words['audit']): string {
  const { seq, at, name, actor, subjects, facts } = entry;
  return record([
    seq,
    new Date(at).toISOString(),
    textOf(sentenceOf(entry, words)),
    name,
    actor.kind,
    actorName(entry, words),
    actor.id ?? '',
    subjects.map(({ kind, id, label }) => `${kind} ${id}${label === null ? '' : ` (${label})`}`).join('; '),
    JSON.stringify(facts),
  ]);
}
