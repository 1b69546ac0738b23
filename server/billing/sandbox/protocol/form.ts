import { invalidRequest } from './stripeError.ts';

/** A parameter as the form carries it: text, or a hash of them. A list is a hash of numbers. */
export type FormValue = string | Form;
export interface Form {
  readonly [name: string]: FormValue;
}

type Growing = Record<string, FormValue>;

const MAXIMUM_PARAMETERS = 1_000;
const MAXIMUM_DEPTH = 8;

/** Without a prototype: every name that a client sends is only a name. */
const emptyForm = (): Growing => Object.create(null) as Growing;

/** @throws StripeError for text that is not UTF-8, or that holds a NUL. */
function decoded(text: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidRequest('Invalid request: the parameters must be percent-encoded UTF-8.');
  }
  if (plain.includes('\0')) throw invalidRequest('Invalid request: the parameters must not contain null bytes.');
  return plain;
}

/** `a[b][]` as `a`, `b` and an empty name. What is not written so is one name. */
function namesOf(key: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (match === null) return [key];
  const [, first = '', rest = ''] = match;
  return [
    first,
    ...rest
      .slice(1, -1)
      .split('][')
      .slice(0, rest === '' ? 0 : undefined),
  ];
}

/** The place of `a[]=1`, and in `a[][b]=1&a[][c]=2` of the second: a new entry begins where the last one has that name. */
function entryFor(list: Form, next: string | undefined): string {
  const length = Object.keys(list).length;
  const last = list[String(length - 1)];
  const continues = next !== undefined && isHash(last) && !Object.hasOwn(last, next);
  return String(continues ? length - 1 : length);
}

function put(form: Growing, [name = '', ...rest]: readonly string[], value: string, whole: string): void {
  const here = name === '' ? entryFor(form, rest[0]) : name;
  const known = form[here];
  const next = rest.length === 0 ? value : (known ?? emptyForm());
  if ((known !== undefined && isHash(known) !== isHash(next)) || (rest.length > 0 && !isHash(next)))
    throw invalidRequest(`Invalid request: ${whole} is sent both as a value and as a hash.`, { param: whole });
  form[here] = next;
  if (isHash(next)) put(next, rest, value, whole);
}

/**
 * Reads `application/x-www-form-urlencoded` with Stripe's nested keys: `a[b]=1`, `a[]=1`, `a[0][b]=1`. Of a name that is sent twice the last counts.
 * @throws StripeError when there are too many parameters, they are nested too deeply, or are no text.
 */
export function parseForm(text: string): Form {
  const form = emptyForm();
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MAXIMUM_PARAMETERS) throw invalidRequest('Invalid request: there are too many parameters.');
  for (const pair of pairs) {
    const [key = '', ...value] = pair.split('=');
    const names = namesOf(decoded(key));
    if (names.length > MAXIMUM_DEPTH) throw invalidRequest('Invalid request: the parameters are nested too deeply.');
    put(form, names, decoded(value.join('=')), names[0] ?? '');
  }
  return form;
}

export const isHash = (value: FormValue | undefined): value is Form => typeof value === 'object';

/** The entries of a list. Undefined for what is none. */
export function entriesOf(value: FormValue): readonly FormValue[] | undefined {
  if (!isHash(value)) return undefined;
  const names = Object.keys(value);
  return names.every((name) => /^\d+$/.test(name)) ? names.map((name) => value[name] ?? '') : undefined;
}
