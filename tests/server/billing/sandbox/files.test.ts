import { describe, expect, it } from 'vitest';
import { failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\r\n--not-the-boundary\r\n'), Buffer.from([0, 255, 13, 10, 200])]);
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const fileOf = (data: Buffer, name = 'receipt.pdf', type = 'application/pdf') => ({ data, name, type });

describe('a file of evidence', () => {
  it('is uploaded as the SDK sends it, and found again', async () => {
    const { stripe } = await givenSandbox();
    const file = await stripe.files.create({ purpose: 'dispute_evidence', file: fileOf(PDF, 'Receipt "7" é.pdf') });
    expect(file).toMatchObject({
      object: 'file',
      purpose: 'dispute_evidence',
      size: PDF.length,
      type: 'pdf',
      filename: 'Receipt "7" é.pdf',
      links: { object: 'list', data: [] },
    });
    expect(file.id).toMatch(/^file_\w{24}$/);
    expect(await stripe.files.retrieve(file.id)).toEqual(file);
    const other = await stripe.files.create({ purpose: 'dispute_evidence', file: fileOf(PNG, 'a.png', 'image/png') });
    expect((await stripe.files.list({ purpose: 'dispute_evidence' })).data.map(({ id }) => id)).toEqual([
      other.id,
      file.id,
    ]);
  });

  it('is judged by what it holds, not by its name', async () => {
    const { stripe } = await givenSandbox();
    const upload = (data: Buffer) =>
      failure(stripe.files.create({ purpose: 'dispute_evidence', file: fileOf(data, 'receipt.pdf') }));
    expect(await upload(Buffer.from('<html>%PDF-'))).toMatchObject({ statusCode: 400, param: 'file' });
    expect(await upload(Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024)]))).toMatchObject({ code: 'file_too_large' });
    const purpose = failure(stripe.files.create({ purpose: 'pci_document', file: fileOf(PDF) }));
    expect(await purpose).toMatchObject({ statusCode: 400, param: 'purpose' });
    const missing = failure(stripe.rawRequest('POST', '/v1/files', { purpose: 'dispute_evidence' }));
    expect(await missing).toMatchObject({ code: 'parameter_missing', param: 'file' });
  });

  it('is uploaded once for one idempotency key, and another file is refused', async () => {
    const { stripe } = await givenSandbox();
    const upload = (data: Buffer) =>
      stripe.files.create({ purpose: 'dispute_evidence', file: fileOf(data) }, { idempotencyKey: 'once' });
    const first = await upload(PDF);
    expect((await upload(PDF)).id).toBe(first.id);
    expect((await failure(upload(PNG))).statusCode).toBe(400);
    expect((await stripe.files.list()).data).toHaveLength(1);
  });

  it('is named by evidence, which refuses what was not uploaded and too much text', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe, { by: 'pm_card_createDispute' });
    const [dispute] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
    const id = dispute?.id ?? '';
    const stage = (evidence: object) => stripe.disputes.update(id, { evidence, submit: false });
    expect(await failure(stage({ receipt: 'file_nobodys' }))).toMatchObject({ code: 'resource_missing' });
    const { id: receipt } = await stripe.files.create({ purpose: 'dispute_evidence', file: fileOf(PDF) });
    expect((await stage({ receipt })).evidence.receipt).toBe(receipt);
    expect((await failure(stage({ product_description: 'x'.repeat(20_001) }))).statusCode).toBe(400);
    const long = 'x'.repeat(20_000);
    const names = ['access_activity_log', 'cancellation_rebuttal', 'product_description', 'refund_policy_disclosure'];
    const more = ['refund_refusal_explanation', 'uncategorized_text', 'cancellation_policy_disclosure'];
    const most = Object.fromEntries([...names, ...more].map((name) => [name, long]));
    await stage(most);
    expect(await failure(stage({ duplicate_charge_explanation: long }))).toMatchObject({ param: 'evidence' });
    // Staged evidence goes to the bank by itself.
    expect(await stripe.disputes.update(id, { submit: true })).toMatchObject({
      status: 'under_review',
      evidence_details: { submission_count: 1 },
    });
  });
});
