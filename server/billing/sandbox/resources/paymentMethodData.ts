import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import {
  address,
  anything,
  changedMetadata,
  clearable,
  hash,
  integer,
  metadata,
  notBuiltShape,
  oneOf,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameter, Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { invalidRequest, missingParameter, noSuch, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { testMethod, testMethodOfIban, testMethodOfNumber } from '#server/billing/sandbox/testMethods.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { addPaymentMethod, NO_ADDRESS, NO_DETAILS, testOf } from './instruments.ts';

export const BILLING_DETAILS = hash({
  address: clearable(address()),
  email: clearable(text()),
  name: clearable(text()),
  phone: clearable(text()),
  tax_id: clearable(text()),
});

/** @throws StripeError 402: Stripe refuses real numbers in test mode, and the sandbox every number that is not published. */
export function testOfNumber(number: string): TestMethod {
  const test = testMethodOfNumber(number);
  if (test !== undefined) return test;
  throw new StripeError(402, {
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: ' +
      'https://stripe.com/docs/testing.',
    type: 'card_error',
  });
}

/** Refused while it is read, before anything is kept: no number but a published one gets further. */
const cardNumber = (): Parameter<string> => ({
  isRequired: false,
  parse(value, name) {
    const number = text().parse(value, name);
    testOfNumber(number);
    return number;
  },
});

/** A card by a token, or by one of the published test numbers. */
export const CARD_NUMBER = {
  number: required(cardNumber()),
  exp_month: required(integer({ minimum: 1, maximum: 12 })),
  exp_year: required(integer({ minimum: 1 })),
  cvc: text(4),
};

const CARD = hash({
  token: text(),
  number: cardNumber(),
  exp_month: integer(),
  exp_year: integer(),
  cvc: text(4),
  networks: anything(),
});

/** The types of methods that the sandbox has; none of them sends a customer away to pay. */
export const BUILT_TYPES: ReadonlySet<string> = new Set(['card', 'sepa_debit']);

/** What Stripe has besides cards and SEPA debits, and the copying of methods between accounts. */
const OTHER_TYPES = (
  'acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto cashapp crypto ' +
  'custom customer customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay ' +
  'multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco payment_method paynow paypal paypay payto pix promptpay revolut_pay ' +
  'samsung_pay satispay scalapay sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip'
).split(' ');

export const PAYMENT_METHOD_DATA = {
  type: required(oneOf('card', 'sepa_debit')),
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  billing_details: BILLING_DETAILS,
  card: CARD,
  metadata: metadata(),
  sepa_debit: hash({ iban: required(text(40)) }),
  radar_options: anything(),
  ...notBuiltShape(...OTHER_TYPES),
};

type Data = Parameters<typeof PAYMENT_METHOD_DATA>;
type BillingDetails = Kinds['payment_method']['billing_details'];

/** What is not sent stays as it was. */
export function billingDetailsOf(given: Data['billing_details'], before = NO_DETAILS): BillingDetails {
  const { address: to, email, name, phone, tax_id } = given ?? {};
  return {
    address: to === undefined ? before.address : (to ?? NO_ADDRESS),
    email: email === undefined ? before.email : email,
    name: name === undefined ? before.name : name,
    phone: phone === undefined ? before.phone : phone,
    tax_id: tax_id === undefined ? before.tax_id : tax_id,
  };
}

/** The test that a token's name stands for, or that a token of ours holds, which is used up. */
export function testOfToken(world: World, name: string, param: string): TestMethod {
  const token = world.store.get('token', name);
  if (token !== undefined) {
    if (token.used) {
      throw invalidRequest(`You cannot use a Stripe token more than once: ${name}.`, {
        code: 'token_already_used',
        param,
      });
    }
    world.store.change('token', token, { used: true });
    return testOf(world, 'token', name);
  }
  const test = testMethod(/^tok_(.+)$/.exec(name)?.[1] ?? '');
  if (test === undefined) throw noSuch('token', name, param);
  return test;
}

function testOfData(world: World, { type, card, sepa_debit: sepa }: Data, param: string): TestMethod {
  if (type === 'sepa_debit') {
    if (sepa === undefined) throw missingParameter(`${param}sepa_debit`);
    const test = testMethodOfIban(sepa.iban);
    if (test !== undefined) return test;
    throw invalidRequest(
      'The IBAN you have provided is invalid. Please make sure to use one of the test IBANs: https://stripe.com/docs/sepa#testing.',
      { code: 'invalid_bank_account_iban', param: `${param}sepa_debit[iban]` },
    );
  }
  if (card === undefined) throw missingParameter(`${param}card`);
  if (card.token !== undefined) return testOfToken(world, card.token, `${param}card[token]`);
  if (card.number !== undefined) return testOfNumber(card.number);
  throw missingParameter(`${param}card[number]`);
}

/** Makes a payment method of what was sent. `parent` is the parameter that holds it; empty for the request itself. */
export function methodFromData(world: World, data: Data, parent = ''): Kinds['payment_method'] {
  const test = testOfData(world, data, parent === '' ? '' : `${parent}.`);
  return addPaymentMethod(world, {
    test,
    allowRedisplay: data.allow_redisplay,
    billingDetails: billingDetailsOf(data.billing_details),
    metadata: changedMetadata({}, data.metadata),
  });
}
