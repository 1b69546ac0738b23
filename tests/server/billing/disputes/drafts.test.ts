import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MOST_FILE_BYTES } from '#shared/billing/disputes/evidence.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { makeConversation, makeReply, newId } from '#tests/support/make.ts';
import { givenDisputes, PDF, PNG, sendParts } from './givenDisputes.ts';

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('a draft', () => {
  it('loses nobody’s words: who has not seen the newest is told', async () => {
    const desk = await givenDisputes();
    expect((await desk.detail()).evidence).toEqual({ revision: 0, texts: [], files: [], empty: [] });
    const first = await desk.write('first', 0);
    expect(first).toMatchObject({ version: 1, revision: 1 });
    const late = { id: newId(), disputeId: desk.disputeId, field: 'uncategorized_text', text: 'late', version: 0 };
    expect(await desk.second.refusal('billing.saveEvidence', late)).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'evidenceChanged', version: 1 },
    });
    // Another field is nobody else's.
    const beside = { ...late, id: newId(), field: 'service_date' as const, text: '1 March' };
    expect(await desk.second.call('billing.saveEvidence', beside)).toMatchObject({ version: 1, revision: 2 });
    await desk.write('second', 1, desk.second);
    expect((await desk.detail()).evidence.texts).toMatchObject([
      { field: 'service_date', text: '1 March' },
      { field: 'uncategorized_text', text: 'second', version: 2, edited: { name: 'Cleo Colleague' } },
    ]);
    expect(await desk.support.refusal('billing.saveEvidence', { ...beside, id: newId() })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect.poll(async () => (await desk.list()).disputes[0]?.hasDraft).toBe(true);
  });

  it('is told to whoever looks on, live', async () => {
    const desk = await givenDisputes();
    await desk.second.call('feed.subscribe', { subscription: 'payments' });
    await desk.write('words');
    const told = () => desk.second.events.all.filter(({ name }) => name === 'billing.disputeChanged');
    await expect
      .poll(() => told().at(-1)?.data, { timeout: 10_000 })
      .toEqual({
        disputeId: desk.disputeId,
        paymentId: desk.paid.id,
        revision: 1,
      });
  });

  it('takes no more text than Stripe does, in a field and together', async () => {
    const desk = await givenDisputes();
    const save = (field: string, text: string) => ({ id: newId(), disputeId: desk.disputeId, field, text, version: 0 });
    expect(await desk.finance.refusal('billing.saveEvidence', save('customer_name', 'x'.repeat(1_001)))).toMatchObject({
      details: { reason: 'tooMuchText', most: 1_000 },
    });
    const long = 'x'.repeat(20_000);
    const fields = ['access_activity_log', 'cancellation_rebuttal', 'product_description', 'refund_policy_disclosure'];
    const more = ['refund_refusal_explanation', 'uncategorized_text', 'cancellation_policy_disclosure'];
    for (const field of [...fields, ...more])
      await desk.finance.call('billing.saveEvidence', save(field, long) as never);
    expect(
      await desk.finance.refusal('billing.saveEvidence', save('duplicate_charge_explanation', long)),
    ).toMatchObject({ details: { reason: 'tooMuchText', most: 150_000 } });
  });
});

describe('a file', () => {
  it('is judged by what it holds, kept once by its hash, and gone when no draft holds it', async () => {
    const desk = await givenDisputes();
    const { finance } = desk;
    const stored = () =>
      queryRows(desk.server.dataDirectory, 'SELECT sha256, size FROM evidence_content ORDER BY size') as object[];
    const renamed = await desk.addFile(Buffer.from('MZ\u0090 a program'));
    expect(await finance.refusal('billing.addEvidenceFile', renamed)).toMatchObject({
      details: { reason: 'fileType' },
    });
    const added = await finance.call('billing.addEvidenceFile', await desk.addFile(PDF));
    expect(added).toMatchObject({ version: 1, file: { sha256: hashOf(PDF), type: 'pdf', bytes: PDF.length } });
    const twin = await desk.addFile(PDF, 'refund_policy', 0, desk.second);
    await desk.second.call('billing.addEvidenceFile', twin);
    expect(stored()).toEqual([{ sha256: hashOf(PDF), size: PDF.length }]);
    const remove = { id: newId(), disputeId: desk.disputeId, field: 'receipt' as const, version: 1 };
    expect(await desk.second.call('billing.removeEvidenceFile', remove)).toMatchObject({ version: 2 });
    expect(stored()).toHaveLength(1);
    const stale = await desk.addFile(PNG, 'receipt', 1);
    expect(await finance.refusal('billing.addEvidenceFile', stale)).toMatchObject({
      details: { reason: 'evidenceChanged', version: 2 },
    });
    await finance.call('billing.addEvidenceFile', { ...stale, id: newId(), version: 2 });
    await finance.call('billing.removeEvidenceFile', { ...remove, id: newId(), field: 'refund_policy' });
    expect(stored()).toEqual([{ sha256: hashOf(PNG), size: PNG.length }]);
    expect((await desk.detail()).evidence).toMatchObject({
      files: [{ field: 'receipt', type: 'png' }],
      empty: [{ field: 'refund_policy', version: 2 }],
    });
    // Parts are gone once they have become a file.
    expect(queryRows(desk.server.dataDirectory, 'SELECT uploadId FROM evidence_part')).toHaveLength(1);
  });

  it('of many parts arrives whole, also when parts come twice and out of order', async () => {
    const desk = await givenDisputes();
    const bytes = Buffer.concat([PDF, Buffer.alloc(100_000, 7)]);
    const { uploadId, parts } = await sendParts(desk.finance, bytes);
    const data = bytes.subarray(0, 32 * 1024).toString('base64');
    await desk.finance.call('billing.sendFilePart', { uploadId, part: 0, data });
    const add = { id: newId(), disputeId: desk.disputeId, field: 'receipt' as const, name: 'long.pdf', version: 0 };
    // Somebody else's upload is nobody's file.
    expect(await desk.second.refusal('billing.addEvidenceFile', { ...add, uploadId, parts })).toMatchObject({
      details: { reason: 'filePart' },
    });
    expect(
      await desk.finance.refusal('billing.addEvidenceFile', { ...add, id: newId(), uploadId, parts: parts + 1 }),
    ).toMatchObject({ details: { reason: 'filePart' } });
    const { file } = await desk.finance.call('billing.addEvidenceFile', { ...add, id: newId(), uploadId, parts });
    expect(file).toMatchObject({ bytes: bytes.length, sha256: hashOf(bytes) });
  });

  it('that is too large is refused, and so are several that are so together', async () => {
    const desk = await givenDisputes();
    const { finance, disputeId } = desk;
    const large = await desk.addFile(Buffer.concat([PDF, Buffer.alloc(MOST_FILE_BYTES)]));
    expect(await finance.refusal('billing.addEvidenceFile', large)).toMatchObject({
      details: { reason: 'fileSize', most: MOST_FILE_BYTES },
    });
    // Of what is sent and not added only so much waits: the oldest gives way.
    const first = await desk.addFile(Buffer.concat([PDF, Buffer.alloc(4_900_000)]));
    await desk.addFile(Buffer.concat([PDF, Buffer.alloc(4_900_000)]));
    await desk.addFile(Buffer.concat([PDF, Buffer.alloc(300_000)]));
    expect(await finance.refusal('billing.addEvidenceFile', first)).toMatchObject({ details: { reason: 'filePart' } });
    for (const field of ['receipt', 'refund_policy'] as const) {
      const half = Buffer.concat([PDF, Buffer.alloc(2_400_000, field.length)]);
      await desk.second.call('billing.addEvidenceFile', await desk.addFile(half, field, 0, desk.second));
    }
    const { revision } = (await desk.detail()).evidence;
    expect(await finance.refusal('billing.submitEvidence', { id: newId(), disputeId, revision })).toMatchObject({
      details: { reason: 'filesTogether', most: 4_500_000 },
    });
  });
});

describe('an assembled text', () => {
  it('holds what was said with this customer, and with nobody else', async () => {
    const desk = await givenDisputes();
    const ada = await desk.newCustomer(['The mug came, thank you!', 'It is\nlovely']);
    await makeReply(desk.support, ada.conversationId, 'Glad to hear it');
    await makeConversation(desk.server, ['A secret of Bob']);
    await desk.link(ada.customerId, desk.paid.id);
    const assemble = (field: 'uncategorized_text' | 'customer_name' | 'refund_policy_disclosure') =>
      desk.finance.call('billing.assembleEvidence', { disputeId: desk.disputeId, field });
    const { text, messages, leftOut } = await assemble('uncategorized_text');
    expect([messages, leftOut]).toEqual([3, 0]);
    expect(text).toContain('Customer: The mug came, thank you!');
    expect(text).toContain('Customer: It is / lovely');
    expect(text).toContain('Shop: Glad to hear it');
    expect(text).toContain('Paid on ');
    expect(text).toContain('20.00 USD by Visa card ending in');
    expect(text).toContain('Bought: The blue mug');
    expect(text).toContain('Nothing of this payment was refunded.');
    expect(text).not.toContain('Bob');
    expect(text).toMatch(/\[\d{4}-\d\d-\d\d \d\d:\d\d UTC\] Customer/);
    // Who may not read the chat reads it neither here.
    const unread = { disputeId: desk.disputeId, field: 'uncategorized_text' as const };
    const { text: plain, ...none } = await desk.admin.call('billing.assembleEvidence', unread);
    expect(none).toEqual({ messages: 0, leftOut: 0 });
    expect(plain).toContain('Bought: The blue mug');
    expect(plain).not.toContain('lovely');
    expect((await desk.detail()).conversationIds).toEqual([ada.conversationId]);
    const activity = await desk.finance.call('billing.assembleEvidence', {
      disputeId: desk.disputeId,
      field: 'access_activity_log',
    });
    expect(activity.text).toContain('UTC');
    expect(activity.text).not.toContain('lovely');

    expect((await assemble('refund_policy_disclosure')).text).toBe('');
    const policies = { id: newId(), refund: ' 30 days, no questions ', cancellation: null };
    expect(await desk.finance.call('billing.setDisputePolicies', policies)).toEqual({
      refund: '30 days, no questions',
      cancellation: null,
    });
    expect((await assemble('refund_policy_disclosure')).text).toContain('30 days, no questions');
    expect(
      await desk.support.refusal('billing.assembleEvidence', { disputeId: desk.disputeId, field: 'customer_name' }),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('of an unknown payer holds no message, and of a long conversation the newest', async () => {
    const desk = await givenDisputes();
    const ada = await desk.newCustomer(['first of all']);
    const asked = { disputeId: desk.disputeId, field: 'uncategorized_text' as const };
    expect(await desk.finance.call('billing.assembleEvidence', asked)).toMatchObject({ messages: 0, leftOut: 0 });
    for (let count = 0; count < 12; count += 1)
      await makeReply(desk.support, ada.conversationId, `${String(count)} ${'x'.repeat(1_900)}`);
    await desk.link(ada.customerId, desk.paid.id);
    const { text, messages, leftOut } = await desk.finance.call('billing.assembleEvidence', asked);
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(messages + leftOut).toBe(13);
    expect(leftOut).toBeGreaterThan(2);
    expect(text).toContain(`(${String(leftOut)} earlier messages are left out.)`);
    expect(text).toContain('Shop: 11 x');
    expect(text).not.toContain('first of all');
  });
});
