import type { EntryName, SubjectKind } from '#shared/audit/entries.ts';
import type { NotificationKind, Urgency } from '#shared/notifications/kinds.ts';
import type { Role } from '#shared/wire/access.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Facts, Subject } from './entry.ts';

/** Somebody needs to know this, for this reason, until it is handled. One account has one open need of a kind about a subject. */
export interface Need {
  readonly accountId: string;
  readonly kind: NotificationKind;
  readonly subject: Subject;
  /** Since when it is so, UTC ms. A later one than before is told anew: another message, another firing. */
  readonly since: number;
  /** What is urgent breaks through quiet hours, and goes on to the next channel when it is not shown in its time. */
  readonly urgency: Urgency;
  /** UTC ms, or null. */
  readonly deadline: number | null;
  /** What its words are made of: ids, numbers and words of the program, as in a journal entry. */
  readonly facts: Facts;
  /** When time alone makes it another one (more urgent, or none): what it came of is derived anew then, UTC ms. */
  readonly changesAt?: number | null;
  /** The subject that was asked about, where it is not `subject` itself: a payment, of whose dispute this tells. */
  readonly of?: string;
}

/** What a notification's words say of its subject, as it is now: who it is about, and how it begins. Both may hold what people wrote. */
export interface NeedWords {
  readonly who: string | null;
  readonly text: string | null;
}

/** What a source reads: the state as it is, inside the transaction that writes what follows from it. */
export interface DeriveContext {
  readonly unit: ReadUnit;
  /** UTC ms. */
  readonly at: number;
}

/**
 * A reason to tell somebody. It is derived from the state, never from the news: whatever was missed, doubled or put back from a backup,
 * the same state gives the same needs. A feature lists its own as `needs` in its module.ts.
 */
export interface NotificationSource {
  readonly kind: NotificationKind;
  /** Journal entries after which what it needs may differ; it is asked about their subjects of `about`. */
  readonly watches: readonly EntryName[];
  readonly about: SubjectKind;
  /** All needs about these subjects (ids of kind `about`). What is open about one of them and not among the answers is withdrawn. */
  derive(context: DeriveContext, subjects: readonly string[]): Promise<readonly Need[]>;
  /**
   * Every subject that somebody may need to know of now: asked for when roles change, when the server is first started with
   * notifications, and once a minute where `isPolled`.
   */
  all(context: DeriveContext): Promise<readonly string[]>;
  /** Its state changes without an entry. */
  readonly isPolled?: boolean;
  /** By the id of a need's `subject`; without it, or without an entry, its words are made of its facts alone. */
  words?(unit: ReadUnit, subjects: readonly string[]): Promise<ReadonlyMap<string, NeedWords>>;
  /**
   * Whether it can come to somebody for whom it is not by their roles alone (shared/notifications/defaults.ts), as things are set now. They
   * choose about it, too.
   */
  reaches?(unit: ReadUnit, person: { readonly accountId: string; readonly roles: readonly Role[] }): Promise<boolean>;
}
