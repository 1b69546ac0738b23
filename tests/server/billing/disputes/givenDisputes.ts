import { expect } from 'vitest';
import type { OutputOf } from '#shared/contract.ts';
import { PART_BYTES, type FileField } from '#shared/billing/disputes/evidence.ts';
import { givenTrade } from '#tests/server/customers/givenTrade.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { staffPort } from '#tests/support/clients.ts';
import type { TestClient } from '#tests/support/client.ts';
import { newId } from '#tests/support/make.ts';

export const PDF = Buffer.from('%PDF-1.7\nA receipt for a mug');
export const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);

type Detail = OutputOf<'billing.dispute'>;

/** Sends the parts of a file, as the console does. */
export async function sendParts(client: TestClient, bytes: Buffer): Promise<{ uploadId: string; parts: number }> {
  const uploadId = newId();
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  for (let part = 0; part < parts; part += 1) {
    const data = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES).toString('base64');
    await client.call('billing.sendFilePart', { uploadId, part, data });
  }
  return { uploadId, parts };
}

/** A shop in step with its Stripe, whose newest payment is disputed, and two people who may answer. */
export async function givenDisputes({ by = 'pm_card_createDispute', amount = 2_000 } = {}) {
  const shop = await givenTrade();
  const paid = await pay(shop.stripe, { by, amount, receipt_email: 'ada@example.com', description: 'The blue mug' });
  const list = (view: 'open' | 'review' | 'closed' = 'open') =>
    shop.finance.call('billing.disputes', { view, limit: 50 });
  await expect.poll(async () => (await list()).disputes.length, { timeout: 15_000, interval: 50 }).toBeGreaterThan(0);
  await shop.settled();
  const [first] = (await list()).disputes;
  if (first === undefined) throw new Error('nothing is disputed');
  const disputeId = first.id;
  const { finance, stripe } = shop;
  // An admin who also supports: the other way to be allowed to answer.
  await shop.admin.call('accounts.setRoles', {
    id: newId(),
    accountId: shop.server.people.colleague,
    roles: ['support', 'admin'],
  });
  const second = await staffPort(shop.server, 'colleague');
  const detail = (): Promise<Detail> => finance.call('billing.dispute', { disputeId });
  const write = (text: string, version = 0, client: TestClient = finance) =>
    client.call('billing.saveEvidence', { id: newId(), disputeId, field: 'uncategorized_text', text, version });
  const addFile = async (bytes: Buffer, field: FileField = 'receipt', version = 0, client: TestClient = finance) => {
    const sent = await sendParts(client, bytes);
    return { id: newId(), disputeId, field, name: 'receipt.pdf', version, ...sent };
  };
  return {
    ...shop,
    paid,
    list,
    dispute: first,
    disputeId,
    second,
    detail,
    write,
    addFile,
    submit: async (client: TestClient = finance) =>
      client.call('billing.submitEvidence', {
        id: newId(),
        disputeId,
        revision: (await detail()).evidence.revision,
      }),
    atStripe: () => stripe.disputes.retrieve(disputeId),
    answered: (expected: 'done' | 'declined' | 'unknown') =>
      expect.poll(async () => (await detail()).answers[0]?.state, { timeout: 25_000, interval: 50 }).toBe(expected),
    becomes: (expected: string) =>
      expect.poll(async () => (await detail()).dispute.state, { timeout: 20_000, interval: 50 }).toBe(expected),
  };
}
