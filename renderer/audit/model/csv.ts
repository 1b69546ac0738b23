import type { Words } from '#renderer/app/words/en.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { actorName, sentenceOf, textOf } from './sentence.ts';

/** A spreadsheet runs what begins with one of these as a formula. With an apostrophe before it, it is text. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

const NEEDS_QUOTES = /[",\r\n]/;

/** UTF-8 is told by its mark, which Excel needs; everything else skips it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One field as RFC 4180 writes it, harmless in a spreadsheet. */
export function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const record = (values: readonly (string | number)[]): string => `${values.map(field).join(',')}\r\n`;

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
