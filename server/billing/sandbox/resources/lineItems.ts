import {
  currency,
  hash,
  integer,
  list,
  metadata,
  notBuilt,
  notBuiltShape,
  oneOf,
  required,
  shipping,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';

/** A price that is made together with what sells it. */
export const PRICE_INLINE = {
  currency: required(currency()),
  product: text(),
  product_data: hash({
    name: required(text()),
    description: text(40_000),
    images: list(text()),
    metadata: metadata(),
    tax_code: text(),
    unit_label: text(12),
    ...notBuiltShape('tax_details'),
  }),
  recurring: notBuilt(),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer({ minimum: 0 }),
  unit_amount_decimal: text(),
};

/** What the payment of a session or of a link is made with. */
export const INTENT_DATA = hash({
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  description: text(),
  metadata: metadata(),
  receipt_email: text(),
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: shipping(),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
  ...notBuiltShape('application_fee_amount', 'on_behalf_of', 'transfer_data'),
});
