import { roles } from '#renderer/audit/sentences.en.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { formatBytes } from '#renderer/monitoring/formatBytes.ts';
import { exactTime } from '#renderer/ui/time.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { nameOf } from './sentence.ts';

export interface ReadableFact {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

const ROLES: ReadonlySet<string> = new Set(['roles', 'from', 'to']);

interface Region {
  readonly locale: string;
  readonly timeZone: string;
}

function valueOf(
  key: string,
  value: string | number | boolean | null,
  entry: Entry,
  words: Words['audit'],
  region: Region,
): string {
  if (value === null) return words.facts.none;
  if (typeof value === 'boolean') return value ? words.facts.yes : words.facts.no;
  if (typeof value === 'number') {
    if (key.endsWith('At')) return exactTime(value, region.locale, region.timeZone);
    return key === 'bytes' ? formatBytes(value, region.locale) : new Intl.NumberFormat(region.locale).format(value);
  }
  if (ROLES.has(key)) return roles(value);
  if (key === 'assigneeId') {
    const assignee = entry.subjects.find(({ id }) => id === value);
    return assignee === undefined ? value : nameOf(assignee, words);
  }
  return words.facts.values[value] ?? value;
}

/** What an entry holds beside its sentence, each with a label; what this version has no label for is shown by its own name. */
export function readableFacts(entry: Entry, words: Words['audit'], region: Region): readonly ReadableFact[] {
  return Object.entries(entry.facts).map(([key, value]) => ({
    key,
    label: Object.hasOwn(words.facts.names, key) ? (words.facts.names[key] ?? key) : key,
    value: valueOf(key, value, entry, words, region),
  }));
}
