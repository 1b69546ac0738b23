import type { CommandHandler } from '#server/journal/featureModule.ts';

const NAMES = { captured: 'billing.paymentCaptured', canceled: 'billing.paymentCanceled' } as const;

/** That somebody captured or cancelled a payment; what it changed is told by the mirror. */
export const recordAction: CommandHandler<'billing.recordAction'> = async ({ record }, { paymentId, change }) => {
  await record({ name: NAMES[change], subjects: [{ kind: 'payment', id: paymentId }], facts: {} });
  return {};
};
