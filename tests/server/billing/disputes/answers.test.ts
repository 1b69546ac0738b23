import { describe, expect, it } from 'vitest';
import { DAY } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { changeRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { givenDisputes, PDF, PNG } from './givenDisputes.ts';

describe('evidence', () => {
  it('is sent once, with its files, is reviewed, and wins', async () => {
    const desk = await givenDisputes();
    const { finance, stripe, disputeId } = desk;
    await desk.write('winning_evidence');
    await finance.call('billing.addEvidenceFile', await desk.addFile(PDF));
    // The same file in a second place is uploaded once.
    await finance.call('billing.addEvidenceFile', await desk.addFile(PDF, 'customer_communication'));
    await finance.call('billing.addEvidenceFile', await desk.addFile(PNG, 'uncategorized_file'));
    const { evidence } = await desk.detail();
    expect(evidence).toMatchObject({ revision: 4, files: [{ bytes: PDF.length, type: 'pdf' }, {}, { type: 'png' }] });
    const input = { id: newId(), disputeId, revision: 4 };
    const answer = await finance.call('billing.submitEvidence', input);
    expect(answer).toMatchObject({
      deed: 'submit',
      stage: 'chargeback',
      state: 'sending',
      by: { name: 'Fiona Finance' },
    });
    expect(await finance.call('billing.submitEvidence', input)).toEqual(answer);
    await desk.answered('done');
    const at = await desk.atStripe();
    expect(at).toMatchObject({
      status: 'under_review',
      metadata: { optimaliq_evidence: answer.id },
      evidence_details: { submission_count: 1 },
      evidence: { uncategorized_text: 'winning_evidence' },
    });
    const uploaded = (await stripe.files.list({ purpose: 'dispute_evidence' })).data;
    expect(uploaded.map(({ filename, size }) => [filename, size])).toEqual([
      ['receipt.pdf', PNG.length],
      ['receipt.pdf', PDF.length],
    ]);
    expect(at.evidence.receipt).toBe(uploaded[1]?.id);
    expect(at.evidence.customer_communication).toBe(uploaded[1]?.id);
    await desk.becomes('under_review');
    expect((await desk.list('review')).disputes).toMatchObject([{ id: disputeId, answer: { state: 'done' } }]);
    await desk.control.command('advance', { seconds: 60 * DAY });
    await desk.becomes('won');
    const { timeline } = await finance.call('billing.payment', { paymentId: desk.paid.id });
    expect(timeline.map(({ what }) => what)).toEqual(['created', 'attemptSucceeded', 'disputeOpened', 'disputeWon']);
    const [opened = 0, won = 0] = timeline.slice(2).map(({ at }) => at ?? 0);
    expect(won - opened).toBeGreaterThan(DAY * 1_000);
    expect(await finance.call('billing.disputeOutcomes', {})).toEqual({
      reasons: [{ reason: 'fraudulent', won: 1, lost: 0, open: 0 }],
    });
    const { entries } = await desk.admin.call('audit.entries', { limit: 200 });
    const told = entries.filter(({ name }) => /evidence|dispute/i.test(name));
    expect(told.map(({ name }) => name).reverse()).toEqual([
      'billing.evidenceEdited',
      'billing.evidenceFileAdded',
      'billing.evidenceFileAdded',
      'billing.evidenceFileAdded',
      'billing.evidenceSubmitted',
      'billing.disputeAnswerChanged',
    ]);
    expect(JSON.stringify(told)).not.toContain('winning_evidence');
  });

  it('of two people who send at once is sent by one, who is told apart from the other', async () => {
    const desk = await givenDisputes();
    await desk.write('losing_evidence');
    const outcomes = await Promise.allSettled([desk.submit(), desk.submit(desk.second), desk.submit(), desk.submit()]);
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { details: object }] : []));
    expect(lost).toHaveLength(3);
    for (const { details } of lost) expect(details).toMatchObject({ reason: 'answered' });
    await desk.answered('done');
    expect((await desk.atStripe()).evidence_details.submission_count).toBe(1);
    const late = { id: newId(), disputeId: desk.disputeId };
    expect(await desk.second.refusal('billing.acceptDispute', late)).toMatchObject({ details: { reason: 'answered' } });
    expect(
      await desk.finance.refusal('billing.saveEvidence', { ...late, field: 'service_date', text: 'x', version: 0 }),
    ).toMatchObject({ details: { reason: 'answered' } });
    await desk.control.command('advance', { seconds: 60 * DAY });
    await desk.becomes('lost');
  });

  it.each(['before', 'after'] as const)('whose answer is lost %s the effect is sent once', async (when) => {
    const desk = await givenDisputes();
    await desk.write('words');
    await desk.finance.call('billing.addEvidenceFile', await desk.addFile(PDF));
    for (const path of ['/v1/files', `/v1/disputes/${desk.disputeId}`])
      await desk.control.command('request-fault', { method: 'POST', path, times: 6, fault: { kind: 'cut', when } });
    await desk.submit();
    await desk.answered('done');
    expect((await desk.atStripe()).evidence_details.submission_count).toBe(1);
    expect((await desk.stripe.files.list()).data).toHaveLength(1);
    expect((await desk.detail()).answers).toHaveLength(1);
  });

  it('with trouble and too many requests at Stripe is sent once', async () => {
    const desk = await givenDisputes();
    await desk.write('words');
    for (const status of [429, 500, 503] as const)
      await desk.control.command('request-fault', {
        method: 'POST',
        path: '/v1/disputes',
        times: 2,
        fault: { kind: 'status', status },
      });
    await desk.submit();
    await desk.answered('done');
    expect((await desk.atStripe()).evidence_details.submission_count).toBe(1);
  });

  it('that was sent from the Dashboard meanwhile is not sent again, and says so', async () => {
    const desk = await givenDisputes();
    await desk.write('ours');
    await desk.control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
    await desk.stripe.disputes.update(desk.disputeId, { evidence: { uncategorized_text: 'theirs' } });
    await desk.submit();
    await desk.answered('declined');
    expect(await desk.atStripe()).toMatchObject({
      evidence: { uncategorized_text: 'theirs' },
      evidence_details: { submission_count: 1 },
    });
    await desk.becomes('under_review');
    const { answers, atStripe } = await desk.detail();
    expect(answers[0]?.failure?.message).toBeTruthy();
    expect(atStripe).toMatchObject({ submissions: 1, texts: [{ field: 'uncategorized_text', text: 'theirs' }] });
  });

  it('that nobody has seen as it stands, or that holds nothing, is not sent', async () => {
    const desk = await givenDisputes();
    const { finance, disputeId } = desk;
    const nothing = { id: newId(), disputeId, revision: 0 };
    expect(await finance.refusal('billing.submitEvidence', nothing)).toMatchObject({
      details: { reason: 'noEvidence' },
    });
    await desk.write('   ');
    const blank = { id: newId(), disputeId, revision: 1 };
    expect(await finance.refusal('billing.submitEvidence', blank)).toMatchObject({ details: { reason: 'noEvidence' } });
    await desk.write('mine', 1);
    expect(await finance.refusal('billing.submitEvidence', { ...blank, id: newId() })).toMatchObject({
      details: { reason: 'evidenceChanged', version: 2 },
    });
    expect(await desk.support.refusal('billing.submitEvidence', nothing)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a dispute', () => {
  it('is accepted once, also when the answer is lost', async () => {
    const desk = await givenDisputes();
    const path = `/v1/disputes/${desk.disputeId}/close`;
    await desk.control.command('request-fault', {
      method: 'POST',
      path,
      times: 6,
      fault: { kind: 'cut', when: 'after' },
    });
    const accept = { id: newId(), disputeId: desk.disputeId };
    expect(await desk.finance.call('billing.acceptDispute', accept)).toMatchObject({
      deed: 'accept',
      state: 'sending',
    });
    expect(await desk.second.refusal('billing.acceptDispute', { ...accept, id: newId() })).toMatchObject({
      code: 'CONFLICT',
    });
    await desk.answered('done');
    await desk.becomes('lost');
    expect((await desk.list('closed')).disputes).toMatchObject([{ id: desk.disputeId }]);
  });

  it('that is a bank’s question is answered as one', async () => {
    const desk = await givenDisputes({ by: 'pm_card_createDisputeInquiry' });
    expect(desk.dispute).toMatchObject({ state: 'warning_needs_response' });
    await desk.write('words');
    expect(await desk.submit()).toMatchObject({ stage: 'inquiry' });
    await desk.answered('done');
    await desk.becomes('warning_under_review');
    expect(await desk.finance.call('billing.disputeOutcomes', {})).toEqual({ reasons: [] });
  });

  it('that began as a bank’s question is answered anew, once', async () => {
    const desk = await givenDisputes({ by: 'pm_card_createDisputeInquiry' });
    await desk.write('words');
    await desk.submit();
    await desk.answered('done');
    await desk.becomes('warning_under_review');
    await desk.settled();
    // As Stripe would tell it; the sandbox lets no question become a dispute.
    changeRows(desk.server.dataDirectory, "UPDATE dispute SET state = 'needs_response'");
    const again = await desk.submit();
    expect(again).toMatchObject({ stage: 'chargeback', state: 'sending', texts: [{ text: 'words' }] });
    const { details } = await desk.second.refusal('billing.acceptDispute', { id: newId(), disputeId: desk.disputeId });
    expect(details?.reason).toBe('answered');
    expect((await desk.detail()).answers.map(({ stage }) => stage)).toEqual(['chargeback', 'inquiry']);
  });

  it('to a bank’s question is never given to the dispute that it became meanwhile', async () => {
    const desk = await givenDisputes({ by: 'pm_card_createDisputeInquiry' });
    await desk.write('words for the question');
    // Stripe cannot be asked while the question becomes a dispute; as it would tell it, since the sandbox lets none become one.
    const path = `/v1/disputes/${desk.disputeId}`;
    await desk.control.command('request-fault', {
      method: 'GET',
      path,
      times: 4,
      fault: { kind: 'status', status: 503 },
    });
    await desk.submit();
    desk.sandbox.engine.world.database.exec(
      "UPDATE object_dispute SET body = json_set(body, '$.status', 'needs_response')",
    );
    await desk.answered('declined');
    const { answers } = await desk.detail();
    expect(answers[0]).toMatchObject({ stage: 'inquiry', failure: { code: 'escalated' } });
    expect(await desk.atStripe()).toMatchObject({
      status: 'needs_response',
      evidence_details: { submission_count: 0 },
    });
  });

  it('of a part of a payment says so, and each part is answered by itself', async () => {
    const desk = await givenDisputes({ by: 'pm_card_createMultipleDisputes' });
    const { disputes, counts } = await desk.list();
    expect(counts).toEqual({ open: 2, review: 0, closed: 0 });
    expect(disputes.map(({ amount, paid }) => [amount, paid])).toEqual([
      [1_000, 2_000],
      [1_000, 2_000],
    ]);
    const { text } = await desk.finance.call('billing.assembleEvidence', {
      disputeId: desk.disputeId,
      field: 'product_description',
    });
    expect(text).toContain('Disputed: 10.00 USD of 20.00 USD.');
    await desk.write('words');
    await desk.submit();
    await desk.answered('done');
    await expect
      .poll(async () => (await desk.list()).counts, { timeout: 10_000 })
      .toEqual({ open: 1, review: 1, closed: 0 });
    const [other] = (await desk.list()).disputes;
    expect(other?.id).not.toBe(desk.disputeId);
    expect(other?.answer).toBeNull();
  });
});
