import type { PaymentObjects } from './projectPayment.ts';

/** What a payment is found by: its description, names, e-mail addresses, ids and the values of its metadata. */
export function paymentWords({ intent, charges, refunds, disputes, customer }: PaymentObjects): string {
  const words = [
    intent?.id,
    intent?.description,
    intent?.receipt_email,
    intent?.customer,
    ...Object.values(intent?.metadata ?? {}),
    ...charges.flatMap((charge) => [
      charge.id,
      charge.description,
      charge.billing_details?.name,
      charge.billing_details?.email,
      charge.receipt_email,
      charge.customer,
      ...Object.values(charge.metadata ?? {}),
    ]),
    ...refunds.map(({ id }) => id),
    ...disputes.map(({ id }) => id),
    customer?.name,
    customer?.email,
  ];
  // Sorted, so that the order in which objects came makes no difference.
  const told = new Set(words.filter((word) => typeof word === 'string' && word !== ''));
  return [...told].sort().join('\n');
}
