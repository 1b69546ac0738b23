/** The fields of Stripe's `error` object that we send (docs.stripe.com/api/errors). */
export interface ErrorFields {
  readonly code?: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: object;
  readonly payment_method?: object;
  readonly setup_intent?: object;
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
}

export interface ErrorOptions {
  /** What was written before the error stays: a declined payment leaves a failed charge. Otherwise everything is undone. */
  readonly keepsChanges?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request with an HTTP status and Stripe's error body. */
export class StripeError extends Error {
  readonly status: number;
  readonly fields: ErrorFields;
  readonly keepsChanges: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, fields: ErrorFields, { keepsChanges = false, headers = {} }: ErrorOptions = {}) {
    super(fields.message);
    this.name = 'StripeError';
    this.status = status;
    this.fields = fields;
    this.keepsChanges = keepsChanges;
    this.headers = headers;
  }
}

const INVALID = 'invalid_request_error';

/** A parameter or a state that Stripe refuses: 400. */
export function invalidRequest(
  message: string,
  more: Omit<Partial<ErrorFields>, 'message' | 'type'> = {},
): StripeError {
  return new StripeError(400, { ...more, message, type: INVALID });
}

/** Something that an id in the path (404) or in a parameter (400) names and nobody has. */
export function noSuch(called: string, id: string, param = 'id'): StripeError {
  const status = param === 'id' ? 404 : 400;
  return new StripeError(status, {
    code: 'resource_missing',
    message: `No such ${called}: '${id}'`,
    param,
    type: INVALID,
  });
}

export const returnUrlMissing = (called: 'PaymentIntent' | 'SetupIntent'): StripeError =>
  invalidRequest(
    `This ${called} is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might ` +
      "redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment " +
      'methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when ' +
      'creating Setup Intents and Payment Intents.',
    { param: 'return_url' },
  );

export function missingParameter(name: string): StripeError {
  return invalidRequest(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
}

export function unknownParameters(names: readonly string[]): StripeError {
  const [first = ''] = names;
  return invalidRequest(`Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`, {
    code: 'parameter_unknown',
    param: first,
  });
}

export function emptyParameter(name: string): StripeError {
  return invalidRequest(
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' ` +
      `cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param: name },
  );
}

export function unrecognizedUrl(method: string, path: string): StripeError {
  return new StripeError(404, {
    message:
      `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at ` +
      'https://support.stripe.com/.',
    type: INVALID,
  });
}

export const noKey = (): StripeError =>
  new StripeError(401, {
    message:
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
      "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.",
    type: INVALID,
  });

/** Shows as much of the key as Stripe does: its beginning and its last four characters. */
export function wrongKey(key: string): StripeError {
  const shown =
    key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : '*'.repeat(key.length);
  return new StripeError(401, { message: `Invalid API Key provided: ${shown}`, type: INVALID });
}

/** The key may not act for another account: the sandbox has none. */
export const noAccess = (account: string): StripeError =>
  new StripeError(403, {
    code: 'account_invalid',
    message:
      `The provided key does not have access to account '${account.slice(0, 60)}' (or that account does not exist). ` +
      'Application access may have been revoked.',
    type: INVALID,
  });

export const serverError = (): StripeError =>
  new StripeError(500, {
    message: 'An unknown error occurred. Please try your request again, or contact support if it goes on.',
    type: 'api_error',
  });

/** `error` as it is sent. */
export function errorBody({ fields }: StripeError, requestId: string): object {
  const documentation =
    fields.code === undefined
      ? {}
      : { doc_url: `https://stripe.com/docs/error-codes/${fields.code.replaceAll('_', '-')}` };
  return {
    error: { ...fields, ...documentation, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` },
  };
}
