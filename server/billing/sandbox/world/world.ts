import type { Kind, Kinds, StripeObject } from '#server/billing/sandbox/kinds.ts';
import type { Prepare, SandboxDatabase } from '#server/billing/sandbox/store/database.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import type { Clock } from './clock.ts';
import type { Emit } from './events.ts';
import type { Ids } from './ids.ts';
import type { Timers } from './timers.ts';

/** Everything that an operation works with. All of it is synchronous: a request is one transaction. */
export interface World {
  readonly database: SandboxDatabase;
  readonly prepare: Prepare;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly timers: Timers;
  /** Where this sandbox is reached, for the links of hosted pages. */
  readonly address: () => string;
}

const unchanged = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

/**
 * Changes an object and tells of it: `previous_attributes` holds what the changed fields were.
 * @param type the event's; null when another event tells of the change.
 */
export function changeAndTell<K extends Kind>(
  { store, emit }: Pick<World, 'store' | 'emit'>,
  kind: K,
  object: Kinds[K],
  changes: Partial<Kinds[K]>,
  type: string | null,
): Kinds[K] {
  const next = store.change(kind, object, changes);
  if (type === null) return next;
  const before = object as Readonly<Record<string, unknown>>;
  const changed = Object.entries(changes).filter(([name, value]) => !unchanged(before[name], value));
  emit(type, next as StripeObject, Object.fromEntries(changed.map(([name]) => [name, before[name] ?? null])));
  return next;
}
