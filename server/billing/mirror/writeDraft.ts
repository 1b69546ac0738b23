import type { Schema } from '#server/storage/schema.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { affectedPayments, wantMissing } from './consequences.ts';
import type { Draft } from './draft.ts';
import { writeNotices } from './notices.ts';
import { countObjects } from './objectCounts.ts';
import { pack } from '#server/storage/packing/packing.ts';
import { ShapeError } from './shapeError.ts';
import { insertObject, updateObject, updateObjectFacts } from './statements.ts';
import type { Stored } from './stored.ts';
import { answered, HELD, SETTLE_MS, wish } from './wishes.ts';
import { writeLedger } from './writeLedger.ts';
import { writePayment } from './writePayment.ts';

export interface Written {
  /** Payments of which something has changed, as they are now. */
  readonly payments: readonly Schema['payment'][];
  /** Objects that are new or say something else. */
  readonly changed: number;
  /** Something is to be fetched that was not wanted before. */
  readonly wantsFetch: boolean;
}

export interface WriteOptions {
  readonly at: number;
  /** What is missing most likely comes by itself: it is fetched only once the back-fill has ended. */
  readonly isBackfill?: boolean;
}

const saysElse = (before: Stored | null, now: Stored): boolean =>
  before?.isGone !== now.isGone || before.json() !== now.json();

async function writeObject(unit: WriteUnit, before: Stored | null, now: Stored): Promise<void> {
  const { kind, id, paymentId, span, isGone } = now;
  const facts = { kind, id, paymentId, ...span };
  if (before !== null && !saysElse(before, now)) {
    await unit.write(updateObjectFacts, facts);
    return;
  }
  const row = { ...facts, isGone: isGone ? 1 : 0, packed: pack(now.text()) };
  await unit.write(before === null ? insertObject : updateObject, row);
}

/** A payment that lacks what it cannot be without keeps its row; the notice of its object's shape tells of it. */
async function writePayments(unit: WriteUnit, draft: Draft, ids: ReadonlySet<string>) {
  const payments: Schema['payment'][] = [];
  for (const id of ids) {
    await writeLedger(unit, draft, id);
    try {
      const payment = await writePayment(unit, draft, id);
      if (payment !== null) payments.push(payment);
    } catch (thrown) {
      if (!(thrown instanceof ShapeError)) throw thrown;
    }
  }
  return payments;
}

/** Writes what a draft has gathered: objects, the payments that depend on them, what is to be fetched, and what was noticed. */
export async function writeDraft(unit: WriteUnit, draft: Draft, options: WriteOptions): Promise<Written> {
  const { at, isBackfill = false } = options;
  await wantMissing(draft);
  const changes = draft.changes();
  for (const { before, now } of changes) {
    await writeObject(unit, before, now);
    await answered(unit, now, now.span.asOf);
  }
  await countObjects(
    unit,
    changes.filter(({ before }) => before === null).map(({ now }) => now.kind),
  );
  for (const one of draft.wishes()) {
    const isHeld = isBackfill && one.newerThan === 0;
    await wish(unit, one, at, isHeld ? HELD : at + SETTLE_MS);
  }
  await writeNotices(unit, draft.notices(), at);
  const telling = changes.filter(({ before, now }) => saysElse(before, now));
  const payments = await writePayments(unit, draft, await affectedPayments(unit, draft, telling));
  return { payments, changed: telling.length, wantsFetch: draft.wishes().length > 0 };
}
