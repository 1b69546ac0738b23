import { entriesOf, isHash } from './form.ts';
import type { Form, FormValue } from './form.ts';
import { emptyParameter, invalidRequest, missingParameter, unknownParameters } from './stripeError.ts';

/** How one parameter is read. */
export interface Parameter<Value> {
  /** @throws StripeError in Stripe's words. */
  readonly parse: (value: FormValue, name: string) => Value;
  readonly isRequired: boolean;
}
export interface RequiredParameter<Value> extends Parameter<Value> {
  readonly isRequired: true;
}

type Shape = Readonly<Record<string, Parameter<unknown>>>;

type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** What a shape's parameters become: undefined where one was not sent. */
export type Parameters<S extends Shape> = {
  readonly [Name in keyof S as S[Name] extends RequiredParameter<unknown> ? Name : never]: ValueOf<S[Name]>;
} & {
  readonly [Name in keyof S as S[Name] extends RequiredParameter<unknown> ? never : Name]?:
    ValueOf<S[Name]> | undefined;
};

const optional = <Value>(parse: Parameter<Value>['parse']): Parameter<Value> => ({ parse, isRequired: false });

export const required = <Value>({ parse }: Parameter<Value>): RequiredParameter<Value> => ({ parse, isRequired: true });

function scalar(value: FormValue, name: string): string {
  // What was sent is not repeated: it could hold the number of a card.
  if (typeof value !== 'string') throw invalidRequest('Invalid string: a hash was sent.', { param: name });
  return value;
}

function filled(value: FormValue, name: string): string {
  const text = scalar(value, name);
  if (text === '') throw emptyParameter(name);
  return text;
}

const MAXIMUM_TEXT = 5_000;

export const text = (maximum = MAXIMUM_TEXT): Parameter<string> =>
  optional((value, name) => {
    const found = filled(value, name);
    if (found.length > maximum) {
      throw invalidRequest(`Invalid string: ${found.slice(0, 12)}...; must be at most ${maximum} characters`, {
        param: name,
      });
    }
    return found;
  });

export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

export const integer = ({
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
}: Bounds = {}): Parameter<number> =>
  optional((value, name) => {
    const found = filled(value, name);
    const code = 'parameter_invalid_integer';
    if (!/^-?\d{1,15}$/.test(found)) throw invalidRequest(`Invalid integer: ${found}`, { code, param: name });
    const number = Number(found);
    if (number < minimum) {
      throw invalidRequest(`This value must be greater than or equal to ${minimum}.`, { code, param: name });
    }
    if (number > maximum)
      throw invalidRequest(`This value must be less than or equal to ${maximum}.`, { code, param: name });
    return number;
  });

export const boolean = (): Parameter<boolean> =>
  optional((value, name) => {
    const found = filled(value, name);
    if (found !== 'true' && found !== 'false') throw invalidRequest(`Invalid boolean: ${found}`, { param: name });
    return found === 'true';
  });

export const oneOf = <const Choice extends string>(...choices: readonly Choice[]): Parameter<Choice> =>
  optional((value, name) => {
    const found = filled(value, name);
    const choice = choices.find((one) => one === found);
    if (choice === undefined) {
      const listed =
        choices.length > 1 ? `${choices.slice(0, -1).join(', ')}, or ${choices.at(-1) ?? ''}` : (choices[0] ?? '');
      throw invalidRequest(`Invalid ${name}: must be ${choices.length > 1 ? 'one of ' : ''}${listed}`, { param: name });
    }
    return choice;
  });

/** What Stripe charges in (docs.stripe.com/currencies). */
const CURRENCIES = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop ' +
    'crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes ' +
    'kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd ' +
    'omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd ' +
    'tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
  ).split(' '),
);

export const currency = (): Parameter<string> =>
  optional((value, name) => {
    const found = filled(value, name).toLowerCase();
    if (!CURRENCIES.has(found)) {
      const listed = [...CURRENCIES].join(', ');
      throw invalidRequest(
        `Invalid currency: ${found.slice(0, 12)}. Stripe currently supports these currencies: ${listed}`,
        {
          param: name,
        },
      );
    }
    return found;
  });

/** An empty value unsets what is there. */
export const clearable = <Value>({ parse }: Parameter<Value>): Parameter<Value | null> =>
  optional((value, name) => (value === '' ? null : parse(value, name)));

export const list = <Value>(of: Parameter<Value>): Parameter<readonly Value[]> =>
  optional((value, name) => {
    const entries = value === '' ? [] : entriesOf(value);
    if (entries === undefined) throw invalidRequest('Invalid array', { param: name });
    return entries.map((entry, index) => of.parse(entry, `${name}[${index}]`));
  });

const nested = (parent: string, name: string): string => (parent === '' ? name : `${parent}[${name}]`);

/**
 * Reads the parameters of a form, or of a hash within it.
 * @throws StripeError for unknown, missing and malformed ones, in this order.
 */
export function readParameters<S extends Shape>(shape: S, form: Form, parent = ''): Parameters<S> {
  const unknown = Object.keys(form).filter((name) => !Object.hasOwn(shape, name));
  if (unknown.length > 0) throw unknownParameters(unknown.map((name) => nested(parent, name)));
  const read: Record<string, unknown> = {};
  for (const [name, { parse, isRequired }] of Object.entries(shape)) {
    const value = form[name];
    if (value === undefined && isRequired) throw missingParameter(nested(parent, name));
    read[name] = value === undefined ? undefined : parse(value, nested(parent, name));
  }
  return read as Parameters<S>;
}

export const hash = <S extends Shape>(shape: S): Parameter<Parameters<S>> =>
  optional((value, name) => {
    if (!isHash(value)) throw invalidRequest('Invalid hash', { param: name });
    return readParameters(shape, value, name);
  });

/** Taken and not looked at. For what Stripe knows and what changes nothing here. */
export const anything = (): Parameter<FormValue> => optional((value) => value);

/** `enabled: false`, an empty list and the like. */
const asksForNothing = (value: FormValue): boolean =>
  typeof value === 'string'
    ? ['', 'false', 'never', 'none'].includes(value)
    : Object.values(value).every((entry) => asksForNothing(entry));

const notDone = (name: string) =>
  invalidRequest(`The sandbox does not do what \`${name}\` asks for; docs/sandbox.md lists what is left out.`, {
    param: name,
  });

/** What Stripe does and the sandbox does not (docs/sandbox.md). It is refused, because to leave it out would change what happens. */
export const notBuilt = (): Parameter<undefined> =>
  optional((value, name) => {
    if (asksForNothing(value)) return undefined;
    throw notDone(name);
  });

/** A shape of parameters that the sandbox does not do. */
export const notBuiltShape = <const Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, Parameter<undefined>>> =>
  Object.fromEntries(names.map((name) => [name, notBuilt()])) as Readonly<Record<Name, Parameter<undefined>>>;

/** A choice of which the sandbox does only some. */
export const limited = <Choice extends string, const Built extends Choice>(
  { parse }: Parameter<Choice>,
  ...built: readonly Built[]
): Parameter<Built> =>
  optional((value, name) => {
    const found = parse(value, name);
    const choice = built.find((one) => one === found);
    if (choice === undefined) throw notDone(name);
    return choice;
  });

const invalidUrl = (name: string) => invalidRequest('Not a valid URL', { code: 'url_invalid', param: name });

/** An address that a browser is sent to. Apps have schemes of their own; what would run in our page has none. */
export const url = (): Parameter<string> =>
  optional((value, name) => {
    const found = text().parse(value, name);
    if (!URL.canParse(found) || /\s/.test(found)) throw invalidUrl(name);
    if (/^(?:javascript|data|vbscript|blob|file):$/.test(new URL(found).protocol)) throw invalidUrl(name);
    return found;
  });

/** Null for a key says that it is to be removed; null for the whole that all are. */
export type MetadataChange = Readonly<Record<string, string | null>> | null;

const METADATA_KEYS = 50;
const METADATA_KEY = 40;
const METADATA_VALUE = 500;

export const metadata = (): Parameter<MetadataChange> =>
  optional((value, name) => {
    if (value === '') return null;
    if (!isHash(value)) throw invalidRequest('Invalid hash', { param: name });
    const entries = Object.entries(value);
    if (entries.length > METADATA_KEYS) {
      throw invalidRequest(`Metadata can have up to ${METADATA_KEYS} keys; you sent ${entries.length}.`, {
        param: name,
      });
    }
    return Object.fromEntries(
      entries.map(([key, entry]) => {
        const param = nested(name, key);
        if (key.length > METADATA_KEY) {
          throw invalidRequest(`Metadata keys can be up to ${METADATA_KEY} characters long; you sent '${key}'.`, {
            param,
          });
        }
        const found = scalar(entry, param);
        if (found.length > METADATA_VALUE) {
          throw invalidRequest(
            `Metadata values can have up to ${METADATA_VALUE} characters, but you passed in a value that is ${found.length} characters. Invalid value: ${found.slice(0, 12)}...`,
            { param },
          );
        }
        return [key, found === '' ? null : found];
      }),
    );
  });

/** The metadata after a change: keys are merged, empty ones removed. */
export function changedMetadata(
  before: Readonly<Record<string, string>>,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === undefined) return { ...before };
  if (change === null) return {};
  const merged = Object.entries({ ...before, ...change });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Bounds of a time, in seconds. */
export interface TimeRange {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
}

const second = integer({ minimum: 0 });
const range = hash({ gt: second, gte: second, lt: second, lte: second });

/** A second, or a hash of bounds. */
export const timeRange = (): Parameter<TimeRange> =>
  optional((value, name) => {
    if (typeof value === 'string') {
      const at = second.parse(value, name);
      return { gte: at, lte: at };
    }
    const { gt, gte, lt, lte } = range.parse(value, name);
    return {
      ...(gt === undefined ? {} : { gt }),
      ...(gte === undefined ? {} : { gte }),
      ...(lt === undefined ? {} : { lt }),
      ...(lte === undefined ? {} : { lte }),
    };
  });

export const timestamp = (): Parameter<number> => second;

const ADDRESS = {
  city: clearable(text()),
  country: clearable(text(2)),
  line1: clearable(text()),
  line2: clearable(text()),
  postal_code: clearable(text()),
  state: clearable(text()),
};

/** An address as Stripe keeps it: a field that was not sent is null. */
export interface Address {
  readonly city: string | null;
  readonly country: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly postal_code: string | null;
  readonly state: string | null;
}

const addressHash = hash(ADDRESS);

export const address = (): Parameter<Address> =>
  optional((value, name) => {
    const found = addressHash.parse(value, name);
    return {
      city: found.city ?? null,
      country: found.country ?? null,
      line1: found.line1 ?? null,
      line2: found.line2 ?? null,
      postal_code: found.postal_code ?? null,
      state: found.state ?? null,
    };
  });

/** Where goods go, as customers, payment intents and charges keep it. */
export const shipping = () =>
  hash({
    address: required(address()),
    name: required(text()),
    phone: clearable(text()),
    carrier: clearable(text()),
    tracking_number: clearable(text()),
  });
