import { isHash } from '#server/billing/sandbox/protocol/form.ts';
import { anything, hash, notBuilt, notBuiltShape, oneOf } from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameter } from '#server/billing/sandbox/protocol/parameters.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';

/** What the sandbox does of `payment_method_options`: when a card asks for 3-D Secure. */
export interface MethodOptions {
  readonly requestThreeDSecure?: 'any' | 'automatic' | 'challenge' | undefined;
}

const CARD = hash({
  request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
  ...notBuiltShape(
    'capture_method',
    'moto',
    'request_extended_authorization',
    'request_incremental_authorization',
    'request_multicapture',
    'request_overcapture',
    'setup_future_usage',
    'three_d_secure',
  ),
  cvc_token: anything(),
  installments: notBuilt(),
  mandate_options: anything(),
  network: anything(),
  require_cvc_recollection: notBuilt(),
  statement_descriptor_suffix_kana: anything(),
  statement_descriptor_suffix_kanji: anything(),
});

/** The options of methods that the sandbox does not have change nothing: they are let by. */
export const methodOptions = (): Parameter<MethodOptions> => ({
  isRequired: false,
  parse(value, name) {
    if (!isHash(value)) throw invalidRequest('Invalid hash', { param: name });
    const card = value['card'] === undefined ? undefined : CARD.parse(value['card'], `${name}[card]`);
    return { requestThreeDSecure: card?.request_three_d_secure };
  },
});
