import { sql } from 'kysely';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Wish } from './draft.ts';
import type { Reference } from './references.ts';

/** Waiting so long, in milliseconds, gathers what Stripe tells of one payment, and lets the second pass that is in doubt. */
export const SETTLE_MS = 1_500;
/** `runAt` of what waits for the end of a back-fill, which most likely brings it by itself. */
export const HELD = 8.64e15;

interface NewWish {
  kind: string;
  id: string;
  newerThan: number;
  runAt: number;
  at: number;
  held: number;
}

/** A wish that is there keeps its time; one that was given up or held, and is wanted for something new, is taken up again. */
const upsertWish = statement<NewWish>((db, argument) =>
  db
    .insertInto('stripe_fetch')
    .values({
      kind: argument('kind'),
      id: argument('id'),
      attempts: sql.lit(0),
      runAt: argument('runAt'),
      newerThan: argument('newerThan'),
      createdAt: argument('at'),
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'id']).doUpdateSet({
        newerThan: sql<number>`max(stripe_fetch.newerThan, excluded.newerThan)`,
        attempts: sql<number>`CASE WHEN stripe_fetch.runAt IS NULL AND excluded.newerThan > stripe_fetch.newerThan THEN 0 ELSE stripe_fetch.attempts END`,
        runAt: sql<number>`CASE WHEN (stripe_fetch.runAt IS NULL AND excluded.newerThan > stripe_fetch.newerThan) OR stripe_fetch.runAt = ${argument('held')}
          THEN excluded.runAt ELSE stripe_fetch.runAt END`,
      }),
    ),
);

const removeAnswered = statement<{ kind: string; id: string; asOf: number }>((db, argument) =>
  db
    .deleteFrom('stripe_fetch')
    .where('kind', '=', argument('kind'))
    .where('id', '=', argument('id'))
    .where('newerThan', '<', argument('asOf')),
);

const postpone = statement<{ kind: string; id: string; runAt: number }>((db, argument) =>
  db
    .updateTable('stripe_fetch')
    .set({ runAt: argument('runAt') })
    .where('kind', '=', argument('kind'))
    .where('id', '=', argument('id'))
    .where('runAt', '<', argument('runAt')),
);

/** Puts an object on the list of what is to be fetched. `at`, `runAt`: UTC milliseconds. */
export const wish = (unit: WriteUnit, { kind, id, newerThan }: Wish, at: number, runAt: number) =>
  unit.write(upsertWish, { kind, id, newerThan, runAt, at, held: HELD });

/** Takes an object off the list that all that happened before `asOf` is known of; it stays where something later is in doubt. */
export const answered = (unit: WriteUnit, { kind, id }: Reference, asOf: number) =>
  unit.write(removeAnswered, { kind, id, asOf });

/** An answer was too early: the object is asked for again later. */
export const askLater = (unit: WriteUnit, { kind, id }: Reference, at: number) =>
  unit.write(postpone, { kind, id, runAt: at + SETTLE_MS });
