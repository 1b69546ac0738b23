import { clearable, hash, list, metadata, text } from '#server/billing/sandbox/protocol/parameters.ts';
import { methodOptions } from './methodOptions.ts';
import { PAYMENT_METHOD_DATA } from './paymentMethodData.ts';

/** What payment intents and setup intents both take: whose they are, and what with. */
export const INTENT_SETTINGS = {
  customer: text(),
  description: clearable(text()),
  metadata: metadata(),
  payment_method: clearable(text()),
  payment_method_data: hash(PAYMENT_METHOD_DATA),
  payment_method_options: methodOptions(),
  allowed_payment_method_types: list(text()),
  /** As versions before 2026 call them. */
  payment_method_types: list(text()),
};
