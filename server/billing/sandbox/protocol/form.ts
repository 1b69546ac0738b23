import qs from 'qs';
import { invalidRequest } from './stripeError.ts';

/** A parameter as the form carries it: text, or hashes and lists of text. */
export type FormValue = string | readonly FormValue[] | Form;
export interface Form {
  readonly [name: string]: FormValue;
}

const MAXIMUM_PARAMETERS = 1_000;
const MAXIMUM_DEPTH = 8;

/**
 * Reads `application/x-www-form-urlencoded` with Stripe's nested keys: `a[b]=1`, `a[]=1`, `a[0][b]=1`.
 * @throws StripeError when there are too many parameters.
 */
export function parseForm(text: string): Form {
  try {
    return qs.parse(text, {
      plainObjects: true,
      depth: MAXIMUM_DEPTH,
      strictDepth: true,
      parameterLimit: MAXIMUM_PARAMETERS,
      throwOnLimitExceeded: true,
      arrayLimit: MAXIMUM_PARAMETERS,
    }) as Form;
  } catch (error) {
    if (error instanceof RangeError) throw invalidRequest('The request has too many or too deeply nested parameters.');
    throw error;
  }
}

export const isHash = (value: FormValue | undefined): value is Form =>
  typeof value === 'object' && !Array.isArray(value);

/** The entries of a list, which is sent as a list or as a hash of numbers. Undefined when it is neither. */
export function entriesOf(value: FormValue): readonly FormValue[] | undefined {
  if (Array.isArray(value)) return value as readonly FormValue[];
  if (!isHash(value)) return undefined;
  const names = Object.keys(value);
  return names.every((name) => /^\d+$/.test(name)) ? names.map((name) => value[name] ?? '') : undefined;
}
