import type { MirroredKind } from '#shared/billing/objects.ts';
import type { Problem } from '#server/billing/stripe/shapes/field.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Reference } from './references.ts';
import { storedOf, type Stored } from './stored.ts';
import { objectById, objectsOfPayment } from './statements.ts';

/** The mirror as one side sees it: as it is stored, or as it will be. */
export interface View {
  object(reference: Reference): Promise<Stored | null>;
  ofPayment(paymentId: string): Promise<readonly Stored[]>;
}

/** An object that has to be fetched; only what is asked for after `newerThan`, a second of Stripe's clock, answers it. */
export interface Wish extends Reference {
  readonly newerThan: number;
}

export interface Notice {
  readonly kind: MirroredKind;
  readonly path: string;
  readonly problem: Problem;
  readonly sampleId: string;
}

/** Changes of the mirror that are not written yet. Nothing of the database changes until they are, so what fails is left out by itself. */
export interface Draft {
  readonly before: View;
  readonly now: View;
  put(object: Stored): void;
  want(wish: Wish): void;
  notice(notice: Notice): void;
  /** Runs `work`; when it throws, what it has changed is taken back. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Objects that were put, with what was stored before. */
  changes(): readonly { readonly before: Stored | null; readonly now: Stored }[];
  wishes(): readonly Wish[];
  notices(): readonly Notice[];
}

interface Entry {
  readonly before: Stored | null;
  now: Stored | null;
}

const keyOf = ({ kind, id }: Reference): string => `${kind} ${id}`;

export function createDraft(unit: Pick<ReadUnit, 'run'>): Draft {
  const entries = new Map<string, Entry>();
  const loadedPayments = new Set<string>();
  const keysOfPayment = new Map<string, Set<string>>();
  const wishes = new Map<string, Wish>();
  const notices: Notice[] = [];
  let undo: (() => void)[] = [];

  function index(paymentId: string | null, key: string): void {
    if (paymentId === null) return;
    const keys = keysOfPayment.get(paymentId);
    if (keys === undefined) keysOfPayment.set(paymentId, new Set([key]));
    else keys.add(key);
  }

  function remember(key: string, before: Stored | null): Entry {
    const entry: Entry = { before, now: before };
    entries.set(key, entry);
    if (before !== null) index(before.paymentId, key);
    return entry;
  }

  async function entryOf(reference: Reference): Promise<Entry> {
    const key = keyOf(reference);
    const known = entries.get(key);
    if (known !== undefined) return known;
    const [row] = await unit.run(objectById, reference);
    return entries.get(key) ?? remember(key, row === undefined ? null : storedOf(row));
  }

  async function entriesOf(paymentId: string): Promise<readonly Entry[]> {
    if (!loadedPayments.has(paymentId)) {
      for (const row of await unit.run(objectsOfPayment, { paymentId })) {
        const stored = storedOf(row);
        if (!entries.has(keyOf(stored))) remember(keyOf(stored), stored);
      }
      loadedPayments.add(paymentId);
    }
    const keys = keysOfPayment.get(paymentId) ?? [];
    return [...keys].flatMap((key) => entries.get(key) ?? []);
  }

  const viewOf = (side: keyof Entry): View => ({
    object: async (reference) => (await entryOf(reference))[side],
    ofPayment: async (paymentId) =>
      (await entriesOf(paymentId))
        .map((entry) => entry[side])
        .filter((one) => one?.paymentId === paymentId) as Stored[],
  });

  function setWish(key: string, wish: Wish | undefined): void {
    const was = wishes.get(key);
    undo.push(() => {
      if (was === undefined) wishes.delete(key);
      else wishes.set(key, was);
    });
    if (wish === undefined) wishes.delete(key);
    else wishes.set(key, wish);
  }

  return {
    before: viewOf('before'),
    now: viewOf('now'),
    put: (object) => {
      const key = keyOf(object);
      const entry = entries.get(key);
      if (entry === undefined) throw new Error(`${key} is put before anybody has looked at it`);
      const was = entry.now;
      undo.push(() => (entry.now = was));
      entry.now = object;
      index(object.paymentId, key);
      const wish = wishes.get(key);
      if (wish !== undefined && wish.newerThan < object.span.asOf) setWish(key, undefined);
    },
    want: (wish) => {
      const known = wishes.get(keyOf(wish));
      if (known === undefined || known.newerThan < wish.newerThan) setWish(keyOf(wish), wish);
    },
    notice: (notice) => {
      notices.push(notice);
      undo.push(() => void notices.pop());
    },
    attempt: async (work) => {
      const outside = undo;
      undo = [];
      try {
        const result = await work();
        undo = [...outside, ...undo];
        return result;
      } catch (thrown) {
        for (const step of undo.toReversed()) step();
        undo = outside;
        throw thrown;
      }
    },
    changes: () =>
      [...entries.values()].flatMap(({ before, now }) => (now === null || now === before ? [] : [{ before, now }])),
    wishes: () => [...wishes.values()],
    notices: () => notices,
  };
}
