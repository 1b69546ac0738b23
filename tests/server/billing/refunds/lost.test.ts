import { describe, expect, it } from 'vitest';
import { changeRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

type Desk = Awaited<ReturnType<typeof givenDesk>>;
const LONG_AGO = Date.now() - 25 * 60 * 60_000;

/** What Stripe answers to `ask` is lost, as often as a client tries by itself, and so are its events. @returns once nobody knows what became of it. */
async function losing(desk: Desk, when: 'before' | 'after', ask: () => Promise<{ readonly id: string }>) {
  const fault = { kind: 'cut', when } as const;
  await desk.control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
  await desk.control.command('request-fault', { method: 'POST', path: '/v1/refunds', times: 20, fault });
  const { id } = await ask();
  await desk.becomes(id, 'unknown');
  await desk.control.command('clear-faults', {});
  return id;
}
/** Stripe keeps keys for a day. */
const forgetKeys = ({ sandbox }: Desk) => sandbox.engine.world.database.exec('DELETE FROM idempotency');
const change = ({ server }: Desk, id: string, changes: string) => {
  changeRows(server.dataDirectory, `UPDATE refund_intent SET ${changes} WHERE id = '${id}'`);
};
/** What the server looks at next, it does after it was asked for something else. */
const wake = async (desk: Desk): Promise<void> => {
  const { id } = await desk.request(1);
  await desk.becomes(id, 'succeeded');
};
const amounts = async (desk: Desk) => (await desk.atStripe()).map(({ amount }) => amount).sort((a, b) => a - b);

describe('an answer that was lost more than a day ago', () => {
  it('is looked up, found by its metadata, and not asked for again', async () => {
    const desk = await givenDesk();
    const id = await losing(desk, 'after', () => desk.request(800));
    change(desk, id, `sentAt = ${String(LONG_AGO)}, nextAt = 1`);
    forgetKeys(desk);
    await wake(desk);
    await desk.becomes(id, 'succeeded');
    expect(await amounts(desk)).toEqual([1, 800]);
  });

  it('of what Stripe never made is said to be never made, and gives back what it took', async () => {
    const desk = await givenDesk();
    const id = await losing(desk, 'before', () => desk.request(800));
    change(desk, id, `sentAt = ${String(LONG_AGO)}, nextAt = 1`);
    await wake(desk);
    await desk.becomes(id, 'declined');
    expect((await desk.refund(id))?.failure).toEqual({
      code: 'neverMade',
      message: expect.stringContaining('never made') as string,
    });
    expect(await amounts(desk)).toEqual([1]);
    expect(await desk.preview()).toMatchObject({ reserved: 0, left: 1_999, leftToday: 5_999 });
  });
});

it('what a backup from more than a day ago does not know to be sent is looked up before it is sent', async () => {
  const desk = await givenDesk();
  const { id } = await desk.request(800);
  await desk.becomes(id, 'succeeded');
  const stripeId = (await desk.refund(id))?.stripeId;
  // As the backup has it: decided on while Stripe could not be reached.
  change(
    desk,
    id,
    `state = 'sending', stripeId = NULL, sentAt = NULL, requestedAt = ${String(LONG_AGO)}, decidedAt = NULL, nextAt = 1`,
  );
  forgetKeys(desk);
  await wake(desk);
  await desk.becomes(id, 'succeeded');
  expect((await desk.refund(id))?.stripeId).toBe(stripeId);
  expect(await amounts(desk)).toEqual([1, 800]);
});

it('a refund of what Stripe does not have any more is declined, and does not stay unknown', async () => {
  const desk = await givenDesk();
  const id = await losing(desk, 'before', () => desk.request(800));
  // Its test data were deleted.
  desk.sandbox.engine.world.database.exec(`DELETE FROM "object_payment_intent" WHERE id = '${desk.paid.id}'`);
  change(desk, id, 'nextAt = 1');
  await desk.becomes(id, 'declined');
  expect((await desk.refund(id))?.failure).toMatchObject({
    code: 'resource_missing',
    message: expect.stringContaining('No such payment_intent') as string,
  });
});

it('a clock that was put back holds no refund up', async () => {
  const desk = await givenDesk();
  const id = await losing(desk, 'after', () => desk.request(800));
  change(desk, id, `nextAt = ${String(Date.now() + 30 * 24 * 60 * 60_000)}`);
  await wake(desk);
  await desk.becomes(id, 'succeeded');
  expect(await amounts(desk)).toEqual([1, 800]);
});

it('a mark of ours on Stripe’s refund that nothing here has settled settles it, once it is asked about', async () => {
  const desk = await givenDesk();
  const draft = await desk.support.call('billing.draftRefund', desk.wanted(300));
  await desk.stripe.refunds.create({
    payment_intent: desk.paid.id,
    amount: 300,
    metadata: { optimaliq_intent: draft.id },
  });
  await expect.poll(async () => (await desk.preview()).refunded, { timeout: 10_000 }).toBe(300);
  await losing(desk, 'before', () =>
    desk.finance.call('billing.requestDraftedRefund', { id: newId(), refundId: draft.id }),
  );
  await desk.becomes(draft.id, 'succeeded');
  expect(await amounts(desk)).toEqual([300]);
});
