/** Why an issuer says no: Stripe's `code`, `decline_code` and words (docs.stripe.com/declines/codes). */
export interface Decline {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
  /** Refused by Stripe's own rules before any issuer was asked. */
  readonly isBlocked?: boolean;
}

export interface TestDispute {
  readonly reason: 'fraudulent' | 'product_not_received';
  /** A question of the bank's, for which no money is taken. */
  readonly isInquiry?: boolean;
}

type Check = 'fail' | 'pass' | 'unavailable';

/** What the issuer finds of the address and the security code. */
export interface Checks {
  readonly cvc: Check;
  readonly line1: Check | null;
  readonly postalCode: Check | null;
}

/** No address is held against a card unless its test says so. */
const USUAL_CHECKS: Checks = { cvc: 'pass', line1: null, postalCode: null };

/** A card or account by one of the names that Stripe publishes for tests (docs.stripe.com/testing). */
export interface TestMethod {
  /** Behind `pm_card_` and `tok_`. */
  readonly name: string;
  readonly type: 'card' | 'sepa_debit';
  readonly brand: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa';
  readonly country: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly last4: string;
  /** What a charge ends with, when it does not succeed. */
  readonly decline?: Decline;
  /** Already refused when it is attached to a customer or set up. */
  readonly declinesSetup?: boolean;
  /** 3-D Secure: always, only while it was not set up for later use, or only when the payment asks for it. */
  readonly authentication?: 'always' | 'onRequest' | 'unlessSetUp';
  readonly disputes?: readonly TestDispute[];
  /** Other than usual. No rule of the sandbox's refuses a payment for them. */
  readonly checks?: Checks;
  /** Radar finds the payment riskier than most, and lets it through. */
  readonly isElevatedRisk?: boolean;
  readonly refund?: 'fails' | 'pending';
  /** Funds skip the pending balance. */
  readonly isAvailableAtOnce?: boolean;
  /** A debit that takes days: how it ends. */
  readonly settles?: 'fails' | 'succeeds';
}

const card = (name: string, last4: string, more: Partial<TestMethod> = {}): TestMethod => ({
  name,
  type: 'card',
  brand: 'visa',
  country: 'US',
  funding: 'credit',
  last4,
  ...more,
});

const declined = (declineCode: string, message: string, code = 'card_declined'): Decline => ({
  code,
  declineCode,
  message,
});

/** The owner of the card has to be asked, and is not there. */
export const AUTHENTICATION_REQUIRED = declined(
  'authentication_required',
  'Your card was declined. This transaction requires authentication.',
  'authentication_required',
);

/** Radar's own refusal: the issuer is not asked. */
const BLOCKED: Decline = { ...declined('fraudulent', 'Your card was declined.'), isBlocked: true };

const FRAUDULENT: TestDispute = { reason: 'fraudulent' };

const DECLINED = declined('generic_decline', 'Your card was declined.');
const INSUFFICIENT = declined('insufficient_funds', 'Your card has insufficient funds.');
const EXPIRED: Decline = { code: 'expired_card', declineCode: null, message: 'Your card has expired.' };
const WRONG_CVC: Decline = {
  code: 'incorrect_cvc',
  declineCode: null,
  message: "Your card's security code is incorrect.",
};
const PROCESSING: Decline = {
  code: 'processing_error',
  declineCode: null,
  message: 'An error occurred while processing your card. Try again in a little bit.',
};

/** By the last four digits of the published numbers; the numbers themselves stand in `NUMBERS`. */
export const TEST_METHODS: readonly TestMethod[] = [
  card('visa', '4242'),
  card('visa_debit', '5556', { funding: 'debit' }),
  card('mastercard', '4444', { brand: 'mastercard' }),
  card('mastercard_debit', '8210', { brand: 'mastercard', funding: 'debit' }),
  card('mastercard_prepaid', '5100', { brand: 'mastercard', funding: 'prepaid' }),
  card('amex', '0005', { brand: 'amex' }),
  card('discover', '1117', { brand: 'discover' }),
  card('diners', '0004', { brand: 'diners' }),
  card('jcb', '0505', { brand: 'jcb', country: 'JP' }),
  card('unionpay', '0005', { brand: 'unionpay', country: 'CN' }),
  card('us', '4242'),
  card('br', '0002', { country: 'BR' }),
  card('ca', '0000', { country: 'CA' }),
  card('mx', '8001', { country: 'MX' }),
  card('gb', '0000', { country: 'GB' }),
  card('de', '0016', { country: 'DE' }),
  card('fr', '0003', { country: 'FR' }),
  card('jp', '0003', { country: 'JP' }),
  card('au', '0006', { country: 'AU' }),
  card('chargeDeclined', '0002', { decline: DECLINED, declinesSetup: true }),
  card('chargeDeclinedInsufficientFunds', '9995', { decline: INSUFFICIENT, declinesSetup: true }),
  card('chargeDeclinedLostCard', '9987', {
    decline: declined('lost_card', 'Your card was declined.'),
    declinesSetup: true,
  }),
  card('chargeDeclinedStolenCard', '9979', {
    decline: declined('stolen_card', 'Your card was declined.'),
    declinesSetup: true,
  }),
  card('chargeDeclinedExpiredCard', '0069', { decline: EXPIRED, declinesSetup: true }),
  card('chargeDeclinedIncorrectCvc', '0127', { decline: WRONG_CVC, declinesSetup: true }),
  card('chargeDeclinedProcessingError', '0119', { decline: PROCESSING, declinesSetup: true }),
  card('chargeDeclinedVelocityLimitExceeded', '6975', {
    decline: declined(
      'card_velocity_exceeded',
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    ),
    declinesSetup: true,
  }),
  card('chargeDeclinedFraudulent', '0019', { decline: BLOCKED, declinesSetup: true }),
  card('radarBlock', '0019', { decline: BLOCKED, declinesSetup: true }),
  card('riskLevelHighest', '4954', { decline: BLOCKED }),
  card('riskLevelElevated', '9235', { isElevatedRisk: true }),
  card('cvcCheckFail', '0101', { checks: { ...USUAL_CHECKS, cvc: 'fail' } }),
  card('avsFail', '0010', { checks: { cvc: 'pass', line1: 'fail', postalCode: 'fail' } }),
  card('avsLine1Fail', '0028', { checks: { cvc: 'pass', line1: 'fail', postalCode: 'pass' } }),
  card('avsZipFail', '0036', { checks: { cvc: 'pass', line1: 'pass', postalCode: 'fail' } }),
  card('avsUnchecked', '0044', { checks: { cvc: 'pass', line1: 'unavailable', postalCode: 'unavailable' } }),
  card('chargeCustomerFail', '0341', { decline: DECLINED }),
  card('authenticationRequired', '3184', { authentication: 'always' }),
  card('authenticationRequiredOnSetup', '3155', { authentication: 'unlessSetUp' }),
  card('authenticationRequiredSetupForOffSession', '0446', { authentication: 'unlessSetUp' }),
  card('authenticationRequiredChargeDeclinedInsufficientFunds', '3178', {
    authentication: 'always',
    decline: INSUFFICIENT,
  }),
  card('threeDSecure2Required', '3220', { authentication: 'always' }),
  card('threeDSecureRequired', '3063', { authentication: 'always' }),
  card('threeDSecureRequiredChargeDeclined', '1629', { authentication: 'always', decline: DECLINED }),
  card('threeDSecureOptional', '3055', { authentication: 'onRequest' }),
  card('amex_threeDSecureNotSupported', '0005', { brand: 'amex' }),
  card('createDispute', '0259', { disputes: [FRAUDULENT] }),
  card('createMultipleDisputes', '0079', { disputes: [FRAUDULENT, FRAUDULENT] }),
  card('createDisputeProductNotReceived', '2685', { disputes: [{ reason: 'product_not_received' }] }),
  card('createDisputeInquiry', '1976', { disputes: [{ reason: 'fraudulent', isInquiry: true }] }),
  card('pendingRefund', '7726', { refund: 'pending' }),
  card('refundFail', '5126', { refund: 'fails' }),
  card('bypassPending', '0077', { isAvailableAtOnce: true }),
  card('bypassPendingInternational', '0278', { isAvailableAtOnce: true, country: 'GB' }),
];

/** The published numbers, for `POST /v1/tokens` and `POST /v1/payment_methods` with a number. No other number is taken. */
const NUMBERS: Readonly<Record<string, string>> = {
  '4242424242424242': 'visa',
  '4000056655665556': 'visa_debit',
  '5555555555554444': 'mastercard',
  '5200828282828210': 'mastercard_debit',
  '5105105105105100': 'mastercard_prepaid',
  '378282246310005': 'amex',
  '6011111111111117': 'discover',
  '3056930009020004': 'diners',
  '3566002020360505': 'jcb',
  '6200000000000005': 'unionpay',
  '4000000000000002': 'chargeDeclined',
  '4000000000009995': 'chargeDeclinedInsufficientFunds',
  '4000000000009987': 'chargeDeclinedLostCard',
  '4000000000009979': 'chargeDeclinedStolenCard',
  '4000000000000069': 'chargeDeclinedExpiredCard',
  '4000000000000127': 'chargeDeclinedIncorrectCvc',
  '4000000000000119': 'chargeDeclinedProcessingError',
  '4000000000006975': 'chargeDeclinedVelocityLimitExceeded',
  '4100000000000019': 'chargeDeclinedFraudulent',
  '4000000000004954': 'riskLevelHighest',
  '4000000000009235': 'riskLevelElevated',
  '4000000000000101': 'cvcCheckFail',
  '4000000000000010': 'avsFail',
  '4000000000000028': 'avsLine1Fail',
  '4000000000000036': 'avsZipFail',
  '4000000000000044': 'avsUnchecked',
  '4000000404000079': 'createMultipleDisputes',
  '4000000000000341': 'chargeCustomerFail',
  '4000002760003184': 'authenticationRequired',
  '4000002500003155': 'authenticationRequiredOnSetup',
  '4000003800000446': 'authenticationRequiredSetupForOffSession',
  '4000008260003178': 'authenticationRequiredChargeDeclinedInsufficientFunds',
  '4000000000003220': 'threeDSecure2Required',
  '4000000000003063': 'threeDSecureRequired',
  '4000008400001629': 'threeDSecureRequiredChargeDeclined',
  '4000000000003055': 'threeDSecureOptional',
  '4000000000000259': 'createDispute',
  '4000000000002685': 'createDisputeProductNotReceived',
  '4000000000001976': 'createDisputeInquiry',
  '4000000000007726': 'pendingRefund',
  '4000000000005126': 'refundFail',
  '4000000000000077': 'bypassPending',
  '4000003720000278': 'bypassPendingInternational',
  '4000000760000002': 'br',
  '4000001240000000': 'ca',
  '4000004840008001': 'mx',
  '4000008260000000': 'gb',
  '4000002760000016': 'de',
  '4000002500000003': 'fr',
  '4000003920000003': 'jp',
  '4000000360000006': 'au',
};

const sepa = (last4: string, more: Partial<TestMethod>): TestMethod => ({
  name: `sepa_${last4}`,
  type: 'sepa_debit',
  brand: 'visa',
  country: 'AT',
  funding: 'debit',
  last4,
  ...more,
});

/** Published IBANs end their story by their last digits (docs.stripe.com/payments/sepa-debit/accept-a-payment#test). */
const IBANS: Readonly<Record<string, TestMethod>> = {
  AT611904300234573201: sepa('3201', { settles: 'succeeds' }),
  AT321904300235473204: sepa('3204', { settles: 'succeeds' }),
  AT861904300235473202: sepa('3202', { settles: 'fails' }),
  AT051904300235473205: sepa('3205', { settles: 'fails' }),
  AT591904300235473203: sepa('3203', { settles: 'succeeds', disputes: [FRAUDULENT] }),
  IT60X0542811101000000123456: sepa('3456', { settles: 'fails', country: 'IT' }),
  DE89370400440532013000: sepa('3000', { settles: 'succeeds', country: 'DE' }),
};

const BY_NAME = new Map(TEST_METHODS.map((method) => [method.name, method]));

/** What the issuer finds when this card is shown. */
export const checksOf = ({ checks = USUAL_CHECKS }: TestMethod): Checks => checks;

/** By name, without `pm_card_` or `tok_`; `visa_chargeDeclined` is Stripe's other name for `chargeDeclined`. */
export const testMethod = (name: string): TestMethod | undefined =>
  BY_NAME.get(name) ?? BY_NAME.get(name.replace(/^visa_/, ''));

export const testMethodOfNumber = (number: string): TestMethod | undefined =>
  testMethod(NUMBERS[number.replaceAll(' ', '')] ?? '');

export const testMethodOfIban = (iban: string): TestMethod | undefined => IBANS[iban.replaceAll(' ', '').toUpperCase()];

/** A method of the store, by the name that was kept with it. */
export function knownTestMethod(name: string): TestMethod {
  const found = testMethod(name) ?? Object.values(IBANS).find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no test method ${name}`);
  return found;
}
