import { expect, it } from 'vitest';
import { staffPort, staffSocket } from '#tests/support/clients.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

type Desk = Awaited<ReturnType<typeof givenDesk>>;

const named = (refundId: string) => ({ id: newId(), refundId });
const OWN = { code: 'FORBIDDEN', details: { reason: 'ownRefund' } };
const rolesOf = ({ admin }: Desk, accountId: string, roles: ('support' | 'finance' | 'admin')[]) =>
  admin.call('accounts.setRoles', { id: newId(), accountId, roles });

it('whoever requested a refund does not approve it, in whatever session and with whatever roles they have by then', async () => {
  const desk = await givenDesk();
  const { finance, server } = desk;
  const { id } = await desk.request(1_500);
  const elsewhere = await staffSocket(server, 'finance');
  await rolesOf(desk, server.people.finance, ['support', 'finance', 'admin']);
  const since = await staffPort(server, 'finance');
  for (const session of [finance, elsewhere, since])
    for (const [name, more] of [
      ['billing.approveRefund', {}],
      ['billing.refuseRefund', { note: 'Mine.' }],
    ] as const)
      expect(await session.refusal(name, { ...named(id), ...more })).toMatchObject(OWN);
  expect(await desk.state(id)).toBe('requested');
  expect(await desk.atStripe()).toEqual([]);
});

it('whoever drafted it does not approve what another has requested of it, not even with a role that they got meanwhile', async () => {
  const desk = await givenDesk();
  const { support, server } = desk;
  const { id } = await support.call('billing.draftRefund', desk.wanted(1_500));
  await desk.finance.call('billing.requestDraftedRefund', named(id));
  expect(await support.refusal('billing.approveRefund', named(id))).toMatchObject({
    code: 'FORBIDDEN',
    details: { reason: 'permission', permission: 'refunds.approve' },
  });
  await rolesOf(desk, server.people.support, ['support', 'finance']);
  for (const session of [support, await staffPort(server, 'support')])
    expect(await session.refusal('billing.approveRefund', named(id))).toMatchObject(OWN);
  expect((await (await desk.secondFinance()).call('billing.approveRefund', named(id))).state).toBe('sending');
});

it('what somebody drafted and requested themselves is approved by another only', async () => {
  const desk = await givenDesk();
  const { id } = await desk.finance.call('billing.draftRefund', desk.wanted(1_500));
  await desk.finance.call('billing.requestDraftedRefund', named(id));
  expect(await desk.finance.refusal('billing.approveRefund', named(id))).toMatchObject(OWN);
  const second = await desk.secondFinance();
  expect((await second.call('billing.approveRefund', named(id))).decided?.by).toBe(desk.server.people.colleague);
});

it('whoever is no longer of finance when they approve is refused, and their session need not end for it', async () => {
  const desk = await givenDesk();
  const second = await desk.secondFinance();
  const { id } = await desk.request(1_500);
  expect((await second.call('billing.refunds', { states: ['requested'] })).refunds).toMatchObject([{ id }]);
  await rolesOf(desk, desk.server.people.colleague, ['support']);
  expect(await second.refusal('billing.approveRefund', named(id))).toMatchObject({
    code: 'FORBIDDEN',
    details: { reason: 'permission', permission: 'refunds.approve' },
  });
  expect(await desk.state(id)).toBe('requested');
});

it('whoever may request alone needs nobody, and whoever may not gets round it with no draft in between', async () => {
  const desk = await givenDesk();
  const small = await desk.support.call('billing.draftRefund', desk.wanted(100));
  expect((await desk.finance.call('billing.requestDraftedRefund', named(small.id))).state).toBe('sending');
  await desk.becomes(small.id, 'succeeded');
  const large = await desk.finance.call('billing.draftRefund', desk.wanted(1_001));
  expect((await desk.finance.call('billing.requestDraftedRefund', named(large.id))).state).toBe('requested');
});

it('two who approve at once make one refund', async () => {
  const desk = await givenDesk();
  const second = await desk.secondFinance();
  await rolesOf(desk, desk.server.people.support, ['support', 'finance']);
  const { id } = await desk.request(1_500);
  const replies = await Promise.all([second, desk.support].map((one) => one.ask('billing.approveRefund', named(id))));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({
    error: { code: 'CONFLICT', details: { reason: 'refundState' } },
  });
  await desk.becomes(id, 'succeeded');
  expect(await desk.atStripe()).toHaveLength(1);
});
