import { expect, it, onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { signatureOf } from '#server/billing/sandbox/webhooks/signature.ts';
import { givenSandbox, lastEvent, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { SECRET, startMirror } from '#tests/torture/support/mirror/mirrorUnderTest.ts';
import { createVirtualTime } from '#tests/torture/support/mirror/virtualTime.ts';

async function givenShape() {
  const time = createVirtualTime(Date.now());
  const { sandbox, stripe } = await givenSandbox({ machine: time.now });
  const mirror = await startMirror(sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop'), time);
  onTestFinished(mirror.close);
  const paid = await pay(stripe, { capture_method: 'manual' });
  const event = await lastEvent(stripe, 'payment_intent.amount_capturable_updated');
  async function deliver(changes: object, id: string): Promise<void> {
    time.advance(60_000);
    const object = { ...event.data.object, ...changes };
    const created = Math.floor(time.now() / 1_000);
    const body = JSON.stringify({ ...event, id, created, data: { object } });
    expect(await mirror.deliver(body, signatureOf(body, SECRET, created))).toBe(200);
    await mirror.settle();
  }
  return { mirror, paid, deliver, row: () => mirror.payments().get(paid.id) };
}

it('a payment in a state that this version of the API does not have keeps its row, and is told of', async () => {
  const { mirror, paid, deliver, row } = await givenShape();
  await deliver({}, 'evt_1');
  expect(row()).toMatchObject({ state: 'uncaptured' });
  await deliver({ status: 'requires_magic', magic: true }, 'evt_2');
  expect(row()).toMatchObject({ state: 'uncaptured' });
  expect(await mirror.notices()).toEqual([
    { path: 'magic', problem: 'unknownField', count: 1, sampleId: paid.id, kind: 'payment_intent' },
    { path: 'status', problem: 'unknownValue', count: 1, sampleId: paid.id, kind: 'payment_intent' },
  ]);
  expect(mirror.objects('payment_intent').get(paid.id)?.json).toMatchObject({ status: 'requires_magic' });
  await deliver({ status: 'canceled' }, 'evt_3');
  expect(row()).toMatchObject({ state: 'canceled' });
});

it.each(['amount', 'currency', 'created', 'status'])(
  'a payment without `%s` keeps its row, and is told of',
  async (name) => {
    const { mirror, deliver, row } = await givenShape();
    await deliver({}, 'evt_1');
    const before = row();
    await deliver({ [name]: undefined }, 'evt_2');
    expect(row()).toEqual(before);
    expect(await mirror.notices()).toMatchObject([{ path: name, problem: 'missing' }]);
  },
);
