import { SUBJECT_KINDS, type SubjectKind } from '#shared/audit/entries.ts';

export type TimePreset = 'today' | 'week' | 'month';

/** When: a preset, or calendar days `YYYY-MM-DD` of which either may be open. Null for any time. */
export type TimeFilter = TimePreset | { readonly from: string | null; readonly to: string | null } | null;

export interface JournalFilters {
  /** Whose deeds. */
  readonly personId: string | null;
  readonly subject: { readonly kind: SubjectKind; readonly id: string } | null;
  readonly time: TimeFilter;
}

/** Where in the journal one is. The address says it, so that a filtered view and an entry can be linked. */
export interface JournalPlace {
  readonly filters: JournalFilters;
  /** The open entry's number. */
  readonly seq: number | null;
}

export const NO_FILTERS: JournalFilters = { personId: null, subject: null, time: null };

const PRESETS: readonly TimePreset[] = ['today', 'week', 'month'];
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether `text` is a day of the calendar, since 1970. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text < '1970-01-01') return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function isFiltered({ personId, subject, time }: JournalFilters): boolean {
  return personId !== null || subject !== null || time !== null;
}

/** The address of a place: `/journal/by=ID&about=site:ID&time=week&entry=12`. In the path, as a hash address has no query of its own. */
export function pathOf({ filters: { personId, subject, time }, seq }: JournalPlace): string {
  const range = time !== null && typeof time === 'object' ? time : { from: null, to: null };
  const parts = [
    personId === null ? null : `by=${personId}`,
    subject === null ? null : `about=${subject.kind}:${subject.id}`,
    typeof time === 'string' ? `time=${time}` : null,
    range.from === null ? null : `from=${range.from}`,
    range.to === null ? null : `to=${range.to}`,
    seq === null ? null : `entry=${String(seq)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '/journal' : `/journal/${parts.join('&')}`;
}

function subjectOf(text: string | null): JournalFilters['subject'] {
  const [kind, id] = text?.split(':') ?? [];
  const known = SUBJECT_KINDS.find((one) => one === kind);
  return known === undefined || id === undefined || !ID.test(id) ? null : { kind: known, id };
}

/** Reads what follows `/journal/` in an address. What makes no sense is left out. */
export function placeOf(rest: string | undefined): JournalPlace {
  const given = new URLSearchParams(rest ?? '');
  const valid = (name: string, holds: (text: string) => boolean): string | null => {
    const text = given.get(name);
    return text !== null && holds(text) ? text : null;
  };
  const from = valid('from', isDay);
  const to = valid('to', isDay);
  const preset = PRESETS.find((one) => one === given.get('time')) ?? null;
  const seq = Number(valid('entry', (text) => /^[1-9]\d{0,14}$/.test(text)) ?? Number.NaN);
  return {
    filters: {
      personId: valid('by', (text) => ID.test(text)),
      subject: subjectOf(given.get('about')),
      time: preset ?? (from === null && to === null ? null : { from, to }),
    },
    seq: Number.isNaN(seq) ? null : seq,
  };
}

/** The address of the journal with one filter, for links from elsewhere. */
export const journalAbout = (kind: SubjectKind, id: string): string =>
  pathOf({ filters: { ...NO_FILTERS, subject: { kind, id } }, seq: null });
export const journalBy = (personId: string): string => pathOf({ filters: { ...NO_FILTERS, personId }, seq: null });
