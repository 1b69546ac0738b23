import type { Kind, Kinds } from '#server/billing/sandbox/kinds.ts';
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

type Json = Readonly<Record<string, unknown>>;

const isHash = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const unchanged = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

/** What the changed fields were: of a hash only those within it that changed, null where there was nothing; a list is given whole. */
function previous(before: Json, after: Json): Json {
  const changed = Object.keys({ ...before, ...after }).filter((name) => !unchanged(before[name], after[name]));
  return Object.fromEntries(
    changed.map((name) => {
      const [was, is] = [before[name], after[name]];
      return [name, isHash(was) && isHash(is) ? previous(was, is) : (was ?? null)];
    }),
  );
}

/**
 * Changes an object and tells of it with `previous_attributes`. What changes nothing is not told.
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
  const before = previous(object, next);
  if (type !== null && Object.keys(before).length > 0) emit(type, next, before);
  return next;
}
