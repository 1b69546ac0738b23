import { hash, optional, orNull, text, whole } from './field.ts';

const last4 = optional(hash({ last4: optional(orNull(text)) }));

/** How somebody paid, as a charge and an error tell it alike. */
export const METHOD = {
  type: text,
  card: optional(hash({ brand: orNull(text), last4: orNull(text), capture_before: optional(orNull(whole)) })),
  sepa_debit: last4,
  us_bank_account: last4,
  bacs_debit: last4,
  au_becs_debit: last4,
  acss_debit: last4,
} as const;
