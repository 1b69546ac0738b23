import { createFaults } from '#server/billing/sandbox/control/faults.ts';
import type { Faults } from '#server/billing/sandbox/control/faults.ts';
import { createLaterVersion } from '#server/billing/sandbox/control/laterVersion.ts';
import type { LaterVersion } from '#server/billing/sandbox/control/laterVersion.ts';
import { createApi } from '#server/billing/sandbox/protocol/api.ts';
import type { Api } from '#server/billing/sandbox/protocol/api.ts';
import { createIdempotency } from '#server/billing/sandbox/protocol/idempotency.ts';
import { createRestrictions } from '#server/billing/sandbox/protocol/restrictions.ts';
import type { Restrictions } from '#server/billing/sandbox/protocol/restrictions.ts';
import { createFinder } from '#server/billing/sandbox/protocol/route.ts';
import { ROUTES, TIMER_RULES } from '#server/billing/sandbox/resources/resources.ts';
import { createPrepare, openDatabase } from '#server/billing/sandbox/store/database.ts';
import { createObjectStore } from '#server/billing/sandbox/store/objects.ts';
import { createDeliverer } from '#server/billing/sandbox/webhooks/deliverer.ts';
import type { Deliverer } from '#server/billing/sandbox/webhooks/deliverer.ts';
import { createClock } from '#server/billing/sandbox/world/clock.ts';
import { createEventRecorder } from '#server/billing/sandbox/world/events.ts';
import type { EventRecorder } from '#server/billing/sandbox/world/events.ts';
import { createIds, randomText } from '#server/billing/sandbox/world/ids.ts';
import { createTimers } from '#server/billing/sandbox/world/timers.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

export interface EngineOptions {
  /** Where everything is kept; null keeps it in memory. */
  readonly file: string | null;
  /** The only key that is let in; null lets any test key in. */
  readonly key: string | null;
  /** The machine's time in milliseconds. */
  readonly machine: () => number;
  readonly onFault: (error: unknown) => void;
}

/** The sandbox without its sockets. */
export interface Engine {
  readonly world: World;
  readonly events: EventRecorder;
  readonly api: Api;
  readonly faults: Faults;
  readonly laterVersion: LaterVersion;
  readonly restrictions: Restrictions;
  readonly deliverer: Deliverer;
  /** Runs `work` as one transaction of its own; what it throws undoes it. */
  readonly transact: <Result>(work: () => Result) => Result;
  /** Obeys the timers that are due by the clock as it stands, within the caller's transaction. */
  readonly fireDue: () => void;
  /** Lets everything happen whose time has come. */
  readonly catchUp: () => void;
  /** Moves the clock on; what falls due on the way happens in its order, each at its own second. @returns the second after. */
  readonly advance: (seconds: number) => number;
  /** How far the machine's clock is wrong, in seconds: the signatures of deliveries carry it. */
  readonly setSkew: (seconds: number) => void;
  readonly second: () => number;
  /** Says where the sandbox is reached. */
  readonly setAddress: (address: string) => void;
  readonly close: () => Promise<void>;
}

export function createEngine({ file, key, machine, onFault }: EngineOptions): Engine {
  const database = openDatabase(file);
  const prepare = createPrepare(database);
  const store = createObjectStore(database, prepare);
  const clock = createClock(database, machine);
  const ids = createIds(randomText());
  const events = createEventRecorder(database, store, clock, ids);
  const timers = createTimers(database, clock);
  const faults = createFaults();
  const laterVersion = createLaterVersion();
  const restrictions = createRestrictions();
  let address = '';
  let skew = 0;
  const second = (): number => Math.floor(machine() / 1_000) + skew;
  const world: World = { database, prepare, store, clock, ids, emit: events.emit, timers, address: () => address };
  const api = createApi({
    world,
    events,
    idempotency: createIdempotency(database, clock),
    findRoute: createFinder(ROUTES),
    key,
    restrictions,
    reshape: laterVersion.reshape,
    onFault,
  });
  const deliverer = createDeliverer({ database, store, clock, faults, reshape: laterVersion.reshape, second });

  function transact<Result>(work: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** One timer, taken and obeyed. @returns false when none is due. */
  function fireNext(): boolean {
    const due = timers.take();
    if (due === undefined) return false;
    clock.at(due.at, () => TIMER_RULES[due.action](world, due.subject));
    return true;
  }

  function fireDue(): void {
    let more = true;
    while (more) more = fireNext();
  }

  function catchUp(): void {
    let more = true;
    while (more) more = transact(fireNext);
    deliverer.wake();
  }

  return {
    world,
    events,
    api,
    faults,
    laterVersion,
    restrictions,
    deliverer,
    transact,
    fireDue,
    catchUp,
    advance(seconds) {
      clock.advance(seconds);
      catchUp();
      return clock.now();
    },
    setSkew(seconds) {
      skew = seconds;
    },
    second,
    setAddress(next) {
      address = next;
    },
    async close() {
      await deliverer.close();
      database.close();
    },
  };
}
