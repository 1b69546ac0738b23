import type { QueryHandler } from '#server/journal/featureModule.ts';
import { deliveriesOf, type Reading } from './rows.ts';

const PAGE = 50;

/** Every notification and what became of it, newest first. */
export function createLedger(read: Reading): QueryHandler<'notifications.ledger'> {
  return async ({ unit }, { before, kind, state, accountId }) => {
    let page = unit.db.selectFrom('notification').selectAll().orderBy('id', 'desc');
    if (before !== null) page = page.where('id', '<', before);
    if (kind !== null) page = page.where('kind', '=', kind);
    if (accountId !== null) page = page.where('accountId', '=', accountId);
    if (state !== null)
      page = page.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('notification_delivery')
            .select('notification_delivery.id')
            .whereRef('notification_delivery.notificationId', '=', 'notification.id')
            .where('notification_delivery.state', '=', state),
        ),
      );
    const rows = await page.limit(PAGE + 1).execute();
    const shown = rows.slice(0, PAGE);
    const told = await read(unit, shown);
    const deliveries = await deliveriesOf(
      unit,
      shown.map(({ id }) => id),
    );
    const people = await unit.db.selectFrom('account').select(['id', 'name']).execute();
    const nameOf = new Map(people.map(({ id, name }) => [id, name]));
    return {
      items: told.map((one, place) => {
        const id = shown[place]?.accountId ?? '';
        return {
          ...one,
          // What customers wrote is not for who looks after the machine.
          words: { who: null, text: null },
          deliveries: [...(deliveries.get(one.id) ?? [])],
          account: { id, name: nameOf.get(id) ?? '' },
        };
      }),
      hasMore: rows.length > PAGE,
    };
  };
}
