import {
  currency,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';

/** A price that is made together with what sells it. */
export const PRICE_INLINE = {
  currency: required(currency()),
  product: text(),
  product_data: hash({ name: required(text()), metadata: metadata(), unit_label: text(12) }),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer({ minimum: 0 }),
  unit_amount_decimal: text(),
};
