import type { EntryName } from '#shared/audit/entries.ts';
import type { EventDataOf, EventName } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { ReadUnit, WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Facts, Subject } from './entry.ts';

/** An event to publish on a topic once the change is durable. */
export interface Delivery {
  /** `conversation:ID` ... */
  readonly topic: string;
  readonly name: EventName;
  readonly data: EventDataOf<EventName>;
  /** The visitor's cursor, or null when a visitor must not see it. */
  readonly revision: number | null;
  /** False: the connection that caused it does not get it, its acknowledgement says the same. */
  readonly echo: boolean;
}

/** A change to record in the journal, with what to publish of it. */
export interface Change {
  readonly name: EntryName;
  readonly subjects: readonly Subject[];
  readonly facts: Facts;
  readonly deliveries?: readonly Delivery[];
  /** Topics whose state changed; the feed reads them anew, at most once per turn however much happens. */
  readonly touches?: readonly string[];
}

/** A delivery whose data has become JSON text: made once, on the writer's side, however many clients get it. */
export interface CommittedDelivery extends Omit<Delivery, 'data'> {
  readonly json: string;
}

/** A journal entry that has become durable, as the gateway hears of it. */
export interface Committed {
  readonly seq: number;
  readonly name: string;
  readonly subjects: readonly Subject[];
  readonly deliveries: readonly CommittedDelivery[];
  readonly touches: readonly string[];
  /** The connection whose call caused it, if any. */
  readonly origin: string | null;
}

/** What a command's use case is given. Everything it does is one savepoint of one transaction. */
export interface CommandContext {
  readonly unit: WriteUnit;
  readonly principal: Principal;
  /** UTC milliseconds. */
  readonly at: number;
  /** Appends to the journal. @returns the entry's sequence number. */
  record(change: Change): Promise<number>;
}

/** What a query is given: one snapshot of the database. */
export interface QueryContext {
  readonly unit: ReadUnit;
  readonly principal: Principal;
  readonly at: number;
}
