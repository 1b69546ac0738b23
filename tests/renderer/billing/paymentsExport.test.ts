import { expect, it } from 'vitest';
import { createCsvExport } from '#renderer/app/export/csvExport.ts';
import { NEWEST_FIRST } from '#renderer/billing/payments/model/place.ts';
import { paymentsExport } from '#renderer/billing/payments/state/paymentsExport.ts';
import { paymentsWords as words } from '#renderer/billing/payments/words.en.ts';
import { createFakeClient, settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { makePayment } from './make.ts';

const filter = { states: ['failed' as const] };

function givenExport() {
  const client = createFakeClient();
  const files: { name: string; text: string }[] = [];
  const own = createCsvExport({
    wait: () => Promise.resolve(),
    save: (name, parts) => files.push({ name, text: parts.join('') }),
    now: () => 0,
  });
  own.start(paymentsExport({ client, filter, sort: NEWEST_FIRST, words, fileName: 'payments.csv' }));
  return { client, own, files };
}
const total = (count: number) => ({ count, currencies: [] });

it('reads everything that fits, page after page, and says how much is done', async () => {
  const { client, own, files } = givenExport();
  await client.next('billing.paymentTotals').answer(total(4));
  const next = { number: 7, thousandths: 0 };
  await client
    .next('billing.payments')
    .answer({ payments: [makePayment({ id: 'pi_1' }), makePayment({ id: 'pi_2' })], next });
  expect(own.get()).toMatchObject({ state: 'running', rows: 2, share: 0.5 });
  await client.next('billing.payments').answer({ payments: [makePayment({ id: 'pi_3' })], next: null });
  expect(own.get()).toEqual({ state: 'done', rows: 3, fileName: 'payments.csv' });
  expect(client.inputs('billing.paymentTotals')).toEqual([{ filter }]);
  expect(client.inputs('billing.payments')).toEqual([
    { filter, sort: NEWEST_FIRST, limit: 500 },
    { filter, sort: NEWEST_FIRST, limit: 500, after: next },
  ]);
  const lines = files[0]?.text.split('\r\n') ?? [];
  expect(lines[0]).toBe(`\uFEFF${Object.values(words.export.columns).join(',')}`);
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['pi_1', 'pi_2', 'pi_3', '']);
});

it('a cancelled one makes no file', async () => {
  const { client, own, files } = givenExport();
  await client.next('billing.paymentTotals').answer(total(4));
  own.cancel();
  await client.next('billing.payments').answer({ payments: [makePayment()], next: null });
  await settle();
  expect([own.get().state, files]).toEqual(['cancelled', []]);
});

it.each([
  ['EUR', 4_900, 1_205, '49.00,EUR,49.00,12.05'],
  ['JPY', 4_900, 0, '4900,JPY,4900,0'],
  ['KWD', 4_900, 5, '4.900,KWD,4.900,0.005'],
])('writes amounts of %s as plain decimals', async (currency, amount, amountRefunded, written) => {
  const { client, files } = givenExport();
  await client.next('billing.paymentTotals').answer(total(1));
  const payment = makePayment({ currency, amount, amountReceived: amount, amountRefunded });
  await client.next('billing.payments').answer({ payments: [payment], next: null });
  expect(files[0]?.text).toContain(`pi_1,2026-11-26T12:00:00.000Z,succeeded,${written},none`);
});

it('writes what a customer gave as text that no spreadsheet runs', async () => {
  const { client, files } = givenExport();
  await client.next('billing.paymentTotals').answer(total(1));
  const payment = makePayment({ name: '=HYPERLINK("http://x.test")', description: 'two\nlines, "so"' });
  await client.next('billing.payments').answer({ payments: [payment], next: null });
  expect(files[0]?.text).toContain(`"'=HYPERLINK(""http://x.test"")"`);
  expect(files[0]?.text).toContain('"two\nlines, ""so"""');
});
