export interface DeclineWords {
  /** What happened, after "Declined: ". */
  readonly what: string;
  /** What the customer can be told. Of lost, stolen or suspected cards no more than that it was declined. */
  readonly tell: string;
}

const askBank = 'Ask them to call their bank, or to pay with another card.';
const anotherCard = 'Ask them to pay with another card or another way.';
const checkCard = 'Ask them to check what they typed and to try again.';
const tryAgain = 'Ask them to try again. If it happens again, they should call their bank.';
const tellNoMore =
  'Tell them only that the card was declined and that another one may work: naming the reason could warn a thief.';

/** Why banks and Stripe decline, by code (docs.stripe.com/declines/codes, and the error codes of a card at docs.stripe.com/error-codes). */
export const declines: Readonly<Record<string, DeclineWords>> = {
  authentication_required: {
    what: 'the bank wants the customer to confirm it (3-D Secure)',
    tell: 'Ask them to try again and to confirm the payment with their bank when asked.',
  },
  approve_with_id: { what: 'the bank could not approve it', tell: tryAgain },
  call_issuer: { what: 'the bank gives no reason', tell: askBank },
  card_declined: { what: 'the bank gives no reason', tell: askBank },
  card_not_supported: { what: 'the card does not allow this kind of purchase', tell: askBank },
  card_velocity_exceeded: { what: 'the limit of the card is reached', tell: askBank },
  currency_not_supported: {
    what: 'the card does not take this currency',
    tell: 'Ask them to find out at their bank whether the card takes this currency, or to use another one.',
  },
  do_not_honor: { what: 'the bank gives no reason', tell: askBank },
  do_not_try_again: { what: 'the bank gives no reason and wants no other try', tell: askBank },
  duplicate_transaction: {
    what: 'the same amount was paid with the same card a moment ago',
    tell: 'Look whether the earlier payment succeeded before anybody tries again.',
  },
  expired_card: { what: 'the card has expired', tell: 'Ask them to use another card.' },
  fraudulent: { what: 'Stripe suspects fraud', tell: tellNoMore },
  generic_decline: { what: 'the bank or Stripe gives no reason', tell: askBank },
  incorrect_number: { what: 'the card number is wrong', tell: checkCard },
  incorrect_cvc: { what: 'the security code is wrong', tell: checkCard },
  incorrect_pin: { what: 'the PIN is wrong', tell: checkCard },
  incorrect_address: { what: 'the address is not the one of the card', tell: checkCard },
  incorrect_zip: { what: 'the postal code is not the one of the card', tell: checkCard },
  insufficient_funds: { what: 'there is not enough money on the account', tell: anotherCard },
  invalid_account: { what: 'the card or its account is not valid', tell: askBank },
  invalid_amount: { what: 'the amount is more than the card allows, or not valid', tell: askBank },
  invalid_cvc: { what: 'the security code is wrong', tell: checkCard },
  invalid_expiry_month: { what: 'the month of expiry is wrong', tell: checkCard },
  invalid_expiry_year: { what: 'the year of expiry is wrong', tell: checkCard },
  invalid_number: { what: 'the card number is wrong', tell: checkCard },
  invalid_pin: { what: 'the PIN is wrong', tell: checkCard },
  issuer_not_available: { what: 'the bank could not be reached', tell: tryAgain },
  lost_card: { what: 'the card was reported lost', tell: tellNoMore },
  merchant_blacklist: { what: 'it is on a block list of this account', tell: tellNoMore },
  new_account_information_available: { what: 'the card or its account is not valid any more', tell: askBank },
  no_action_taken: { what: 'the bank gives no reason', tell: askBank },
  not_permitted: { what: 'the card does not allow this payment', tell: askBank },
  offline_pin_required: { what: 'the card needs its PIN', tell: 'Ask them to insert the card and type the PIN.' },
  online_or_offline_pin_required: {
    what: 'the card needs its PIN',
    tell: 'Ask them to insert the card and type the PIN.',
  },
  pickup_card: { what: 'the card may not be used: it may be lost or stolen', tell: tellNoMore },
  pin_try_exceeded: { what: 'a wrong PIN was typed too often', tell: anotherCard },
  processing_error: { what: 'something went wrong while the card was processed', tell: tryAgain },
  reenter_transaction: { what: 'the bank could not process it, and gives no reason', tell: tryAgain },
  restricted_card: { what: 'the card may not be used: it may be lost or stolen', tell: tellNoMore },
  revocation_of_all_authorizations: { what: 'the customer has stopped such payments at their bank', tell: askBank },
  revocation_of_authorization: { what: 'the customer has stopped this payment at their bank', tell: askBank },
  security_violation: { what: 'the bank gives no reason', tell: askBank },
  service_not_allowed: { what: 'the bank gives no reason', tell: askBank },
  stolen_card: { what: 'the card was reported stolen', tell: tellNoMore },
  stop_payment_order: { what: 'the customer has stopped this payment at their bank', tell: askBank },
  testmode_decline: {
    what: 'it is a card for tests',
    tell: 'Ask them to pay with a real card.',
  },
  transaction_not_allowed: { what: 'the bank gives no reason', tell: askBank },
  try_again_later: { what: 'the bank gives no reason', tell: tryAgain },
  withdrawal_count_limit_exceeded: { what: 'the limit of the account is reached', tell: anotherCard },
};

/** A code this version has no words for. */
export const unknownDecline = (code: string): DeclineWords => ({ what: `the reason is “${code}”`, tell: askBank });
