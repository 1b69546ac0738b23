import type { Words } from '#renderer/app/words/en.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import { isOwed, stageOf } from '#shared/billing/disputes/states.ts';
import { isFileField, type EvidenceField } from '#shared/billing/disputes/reasons.ts';

type BillingWords = Words['billing'];

/** Why, in words. */
export const whyText = (reason: string | null, { payments, disputes }: BillingWords): string =>
  reason === null || reason === '' ? disputes.noReason : reasonText(reason, payments);

export const whoText = ({ name, email }: Pick<Dispute, 'name' | 'email'>, { disputes }: BillingWords): string =>
  name ?? email ?? disputes.nobody;

export const fieldWords = (field: EvidenceField, { disputes }: BillingWords) =>
  isFileField(field) ? disputes.files[field] : disputes.texts[field];

/** Bytes as people read them: `34 kB`, `1.2 MB`. */
export function sizeText(bytes: number, locale: string): string {
  const isLarge = bytes >= 1_000_000;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1_000)));
}

/** Whether the shop has still to answer here; a bank’s question that has become a dispute is answered anew. */
export const isToAnswer = ({ state, answer }: Pick<Dispute, 'state' | 'answer'>): boolean =>
  isOwed(state) && (answer === null || answer.state === 'declined' || answer.stage !== stageOf(state));
