import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { ROUTES } from '#server/billing/sandbox/resources/resources.ts';

const TYPES = path.join(path.dirname(createRequire(import.meta.url).resolve('stripe')), '../esm/resources');

/** For each operation with parameters: its file among the SDK's types, and the interface there. */
const OPERATIONS: Readonly<Record<string, readonly [file: string, name: string]>> = {
  'GET /v1/balance_transactions': ['BalanceTransactions', 'BalanceTransactionListParams'],
  'GET /v1/charges': ['Charges', 'ChargeListParams'],
  'POST /v1/charges': ['Charges', 'ChargeCreateParams'],
  'POST /v1/charges/:id': ['Charges', 'ChargeUpdateParams'],
  'POST /v1/charges/:id/capture': ['Charges', 'ChargeCaptureParams'],
  'GET /v1/charges/search': ['Charges', 'ChargeSearchParams'],
  'GET /v1/checkout/sessions': ['Checkout/Sessions', 'SessionListParams'],
  'POST /v1/checkout/sessions': ['Checkout/Sessions', 'SessionCreateParams'],
  'POST /v1/checkout/sessions/:id': ['Checkout/Sessions', 'SessionUpdateParams'],
  'GET /v1/customers': ['Customers', 'CustomerListParams'],
  'POST /v1/customers': ['Customers', 'CustomerCreateParams'],
  'POST /v1/customers/:id': ['Customers', 'CustomerUpdateParams'],
  'GET /v1/customers/:id/payment_methods': ['Customers', 'CustomerListPaymentMethodsParams'],
  'GET /v1/customers/:customer/sources': ['Customers', 'CustomerListSourcesParams'],
  'POST /v1/customers/:customer/sources': ['Customers', 'CustomerCreateSourceParams'],
  'POST /v1/customers/:customer/sources/:id': ['Customers', 'CustomerUpdateSourceParams'],
  'GET /v1/disputes': ['Disputes', 'DisputeListParams'],
  'POST /v1/disputes/:id': ['Disputes', 'DisputeUpdateParams'],
  'GET /v1/events': ['Events', 'EventListParams'],
  'GET /v1/files': ['Files', 'FileListParams'],
  'POST /v1/files': ['Files', 'FileCreateParams'],
  'GET /v1/payment_intents': ['PaymentIntents', 'PaymentIntentListParams'],
  'POST /v1/payment_intents': ['PaymentIntents', 'PaymentIntentCreateParams'],
  'POST /v1/payment_intents/:id': ['PaymentIntents', 'PaymentIntentUpdateParams'],
  'POST /v1/payment_intents/:id/cancel': ['PaymentIntents', 'PaymentIntentCancelParams'],
  'POST /v1/payment_intents/:id/capture': ['PaymentIntents', 'PaymentIntentCaptureParams'],
  'POST /v1/payment_intents/:id/confirm': ['PaymentIntents', 'PaymentIntentConfirmParams'],
  'GET /v1/payment_links': ['PaymentLinks', 'PaymentLinkListParams'],
  'POST /v1/payment_links': ['PaymentLinks', 'PaymentLinkCreateParams'],
  'POST /v1/payment_links/:id': ['PaymentLinks', 'PaymentLinkUpdateParams'],
  'GET /v1/payment_methods': ['PaymentMethods', 'PaymentMethodListParams'],
  'POST /v1/payment_methods': ['PaymentMethods', 'PaymentMethodCreateParams'],
  'POST /v1/payment_methods/:id': ['PaymentMethods', 'PaymentMethodUpdateParams'],
  'POST /v1/payment_methods/:id/attach': ['PaymentMethods', 'PaymentMethodAttachParams'],
  'GET /v1/payouts': ['Payouts', 'PayoutListParams'],
  'POST /v1/payouts': ['Payouts', 'PayoutCreateParams'],
  'POST /v1/payouts/:id': ['Payouts', 'PayoutUpdateParams'],
  'GET /v1/prices': ['Prices', 'PriceListParams'],
  'POST /v1/prices': ['Prices', 'PriceCreateParams'],
  'POST /v1/prices/:id': ['Prices', 'PriceUpdateParams'],
  'GET /v1/products': ['Products', 'ProductListParams'],
  'POST /v1/products': ['Products', 'ProductCreateParams'],
  'POST /v1/products/:id': ['Products', 'ProductUpdateParams'],
  'GET /v1/refunds': ['Refunds', 'RefundListParams'],
  'POST /v1/refunds': ['Refunds', 'RefundCreateParams'],
  'POST /v1/refunds/:id': ['Refunds', 'RefundUpdateParams'],
  'GET /v1/setup_attempts': ['SetupAttempts', 'SetupAttemptListParams'],
  'GET /v1/setup_intents': ['SetupIntents', 'SetupIntentListParams'],
  'POST /v1/setup_intents': ['SetupIntents', 'SetupIntentCreateParams'],
  'POST /v1/setup_intents/:id': ['SetupIntents', 'SetupIntentUpdateParams'],
  'POST /v1/setup_intents/:id/cancel': ['SetupIntents', 'SetupIntentCancelParams'],
  'POST /v1/setup_intents/:id/confirm': ['SetupIntents', 'SetupIntentConfirmParams'],
  'POST /v1/sources': ['Sources', 'SourceCreateParams'],
  'POST /v1/sources/:id': ['Sources', 'SourceUpdateParams'],
  'POST /v1/tokens': ['Tokens', 'TokenCreateParams'],
  'POST /v1/webhook_endpoints': ['WebhookEndpoints', 'WebhookEndpointCreateParams'],
  'POST /v1/webhook_endpoints/:id': ['WebhookEndpoints', 'WebhookEndpointUpdateParams'],
};

/** The names that an interface of the SDK declares; `expand` every operation has. */
function parametersOf(file: string, name: string): readonly string[] {
  const text = readFileSync(path.join(TYPES, `${file}.d.ts`), 'utf8');
  const [, indent = '', extended = '', body = ''] =
    new RegExp(`^( *)(?:export )?interface ${name} (extends PaginationParams )?\\{\\n([\\s\\S]*?)^\\1\\}`, 'm').exec(
      text,
    ) ?? [];
  const own = [...body.matchAll(new RegExp(`^${indent} {4}(\\w+)\\??:`, 'gm'))].map(([, parameter = '']) => parameter);
  const paging = extended === '' ? [] : ['limit', 'starting_after', 'ending_before'];
  return [...own, ...paging].filter((parameter) => parameter !== 'expand');
}

describe('every parameter of the SDK', () => {
  it.each(Object.entries(OPERATIONS))('of %s is known: done, or refused as not built', (operation, [file, name]) => {
    const route = ROUTES.find(({ method, path: at }) => `${method} ${at}` === operation);
    const parameters = parametersOf(file, name);
    expect(parameters.length).toBeGreaterThan(0);
    const unknown = parameters.filter((parameter) => {
      try {
        route?.prepare({ [parameter]: 'x' }, {}, { hasVersion: true, upload: null });
        return false;
      } catch (error) {
        return !(error instanceof StripeError) || error.fields.code === 'parameter_unknown';
      }
    });
    expect(unknown).toEqual([]);
  });
});
