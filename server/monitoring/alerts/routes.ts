import { FIRST_ROUTES, type Route } from '#shared/monitoring/alerts/routing.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { ALERTS } from './rows.ts';
import { timeZoneIn } from './timeZone.ts';

const KEY = 'monitoring.alertRoutes';

interface Stored {
  readonly revision: number;
  readonly routes: readonly Route[];
}

async function storedIn(db: ReadableDatabase): Promise<Stored> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? { revision: 0, routes: FIRST_ROUTES } : (JSON.parse(row.valueJson) as Stored);
}

export const routesIn = async (db: ReadableDatabase): Promise<readonly Route[]> => (await storedIn(db)).routes;

/** Everybody whom a step can name. */
const peopleIn = (db: ReadableDatabase) =>
  db
    .selectFrom('account')
    .select(['id as accountId', 'name'])
    .where('deactivatedAt', 'is', null)
    .orderBy('name')
    .execute();

export const alertRoutes: QueryHandler<'monitoring.alertRoutes'> = async ({ unit: { db } }) => {
  const { revision, routes } = await storedIn(db);
  return { revision, routes: [...routes], people: await peopleIn(db), timeZone: await timeZoneIn(db) };
};

/** What fires already keeps its route. */
export const setAlertRoutes: CommandHandler<'monitoring.setAlertRoutes'> = async (
  { unit: { db }, at, record },
  { revision, routes },
) => {
  const stored = await storedIn(db);
  // Whoever saves what stands there is in nobody's way.
  if (JSON.stringify(stored.routes) === JSON.stringify(routes)) return { revision: stored.revision };
  if (stored.revision !== revision)
    throw new AppError('CONFLICT', 'Somebody else has changed the routes meanwhile. Look at them again.', {
      reason: 'revision',
    });
  const next = revision + 1;
  const value = { valueJson: JSON.stringify({ revision: next, routes }), updatedAt: at };
  await db
    .insertInto('setting')
    .values({ key: KEY, ...value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(value))
    .execute();
  await record({
    name: 'monitoring.alertRoutesChanged',
    subjects: [],
    facts: { routes: routes.length, routesRevision: next },
    touches: [ALERTS],
  });
  return { revision: next };
};
