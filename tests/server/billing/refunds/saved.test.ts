import { expect, it } from 'vitest';
import { newId } from '#tests/support/make.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { staffPort } from '#tests/support/clients.ts';

it('filters of refunds and of payments are kept beside each other, also under one name, and each is its owner’s', async () => {
  const server = await givenServer();
  const finance = await staffPort(server, 'finance');
  const shared = { name: 'Mine', sort: { direction: 'asc' as const } };
  const [ofPayments, ofRefunds] = [newId(), newId()];
  await finance.call('billing.saveFilter', { id: newId(), filterId: ofPayments, filter: { brand: 'visa' }, ...shared });
  const kept = { origin: 'stripe' as const, product: null, period: 'lastWeek' as const };
  await finance.call('billing.saveRefundFilter', { id: newId(), filterId: ofRefunds, filter: kept, ...shared });
  expect((await finance.call('billing.savedFilters', {})).filters.map(({ id }) => id)).toEqual([ofPayments]);
  expect((await finance.call('billing.savedRefundFilters', {})).filters).toEqual([
    { id: ofRefunds, name: 'Mine', filter: kept, sort: { by: 'at', direction: 'asc' } },
  ]);
  const taken = { id: newId(), filterId: ofPayments, filter: {}, ...shared };
  expect(await finance.refusal('billing.saveRefundFilter', taken)).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'idTaken' },
  });
  await finance.call('billing.removeFilter', { id: newId(), filterId: ofRefunds });
  expect((await finance.call('billing.savedRefundFilters', {})).filters).toEqual([]);
});
