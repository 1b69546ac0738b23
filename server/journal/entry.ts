import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { SubjectKind } from '#shared/audit/entries.ts';

/** The format is frozen: a change of it is a new `version`, and old entries stay as they are. */
export const JOURNAL_VERSION = 1;

/** Stands before the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** What an entry is about, e.g. `{ kind: 'conversation', id }`. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Ids, numbers and words of the program: never an e-mail, an address or free text, so that erasing a person breaks no hash. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export interface JournalEntry {
  readonly version: number;
  /** Gap-free, in the order of commits, from 1. */
  readonly seq: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly name: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly correlationId: string;
  /** The entry that made this one happen. */
  readonly causationSeq: number | null;
  readonly subjects: readonly Subject[];
  readonly facts: Facts;
  readonly previousHash: string;
}

/** RFC 8785 JSON. */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('not a JSON value');
  return json;
}

/** RFC 8785 JSON of facts; on the hot path the library's generality costs ten times as much. */
export function factsJsonOf(facts: Facts): string {
  let text = '';
  for (const name of Object.keys(facts).sort())
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${JSON.stringify(facts[name])}`;
  return text === '' ? '{}' : `${text}}`;
}

/** RFC 8785 JSON of what an entry is about. */
export const subjectsJsonOf = (subjects: readonly Subject[]): string =>
  `[${subjects.map(({ kind, id }) => `{"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)}}`).join(',')}]`;

/**
 * SHA-256, in lower-case hex, over the RFC 8785 JSON of an entry without its hash. Given the canonical texts of `subjects` and `facts`,
 * the rest is laid out here in the order RFC 8785 sorts its keys; `verifyJournal` computes the same with the library alone.
 */
export function hashEntry(
  entry: Omit<JournalEntry, 'subjects' | 'facts'>,
  subjectsJson: string,
  factsJson: string,
): string {
  const text =
    `{"actorId":${JSON.stringify(entry.actorId)},"actorKind":${JSON.stringify(entry.actorKind)},"at":${String(entry.at)}` +
    `,"causationSeq":${String(entry.causationSeq)},"correlationId":${JSON.stringify(entry.correlationId)},"facts":${factsJson}` +
    `,"name":${JSON.stringify(entry.name)},"previousHash":"${entry.previousHash}","seq":${String(entry.seq)}` +
    `,"subjects":${subjectsJson},"version":${String(entry.version)}}`;
  return hash('sha256', text, 'hex');
}
