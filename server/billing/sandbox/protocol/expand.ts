import { kindOf } from '#server/billing/sandbox/kinds.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import { included } from './includable.ts';
import { invalidRequest } from './stripeError.ts';

type Json = Readonly<Record<string, unknown>>;

const MAXIMUM_DEPTH = 4;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that a field names. A product may have an id of the shop's own choice. */
function objectNamed(store: ObjectStore, field: string, id: string): object | undefined {
  if (field === 'product') return store.get('product', id);
  const kind = kindOf(id);
  if (kind === undefined) return undefined;
  if (kind === 'customer' && store.hidden('customer', id)['isDeleted'] === true)
    return { id, object: 'customer', deleted: true };
  return store.get(kind, id);
}

/** The fields that hold ids of objects. Anything else that looks like an id is the shop's own text. */
const REFERENCES = new Set(
  (
    'balance_transaction charge customer default_payment_method default_price default_source failure_balance_transaction latest_attempt ' +
    'latest_charge payment_intent payment_link payment_method price product setup_intent source'
  ).split(' '),
);

class Expansion {
  private readonly store: ObjectStore;
  private readonly whole: string;

  constructor(store: ObjectStore, whole: string) {
    this.store = store;
    this.whole = whole;
  }

  private refused() {
    return invalidRequest(
      `This property cannot be expanded (${this.whole}). You may want to try expanding a different property, or remove it.`,
      { param: 'expand' },
    );
  }

  /** The value at the beginning of a path made whole, with the rest of the path expanded within it. */
  private field(name: string, value: unknown, path: readonly string[]): unknown {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map((entry) => this.field(name, entry, path));
    const found = typeof value === 'string' && REFERENCES.has(name) ? objectNamed(this.store, name, value) : value;
    if (!isObject(found)) throw this.refused();
    if (path.length > 0) return this.path(found, path);
    // A hash that is no object of its own has nothing to make whole.
    if (found === value && typeof found['object'] !== 'string') throw this.refused();
    return found;
  }

  path(object: object, [name = '', ...rest]: readonly string[]): Json {
    const fields = object as Json;
    if (name === 'metadata') throw this.refused();
    if (Object.hasOwn(fields, name)) return { ...fields, [name]: this.field(name, fields[name], rest) };
    const more = included(this.store, object, name);
    if (more === undefined) throw this.refused();
    if (rest.length === 0) return { ...fields, [name]: more.value };
    return { ...fields, [name]: this.field(name, more.value, rest) };
  }
}

/**
 * Puts objects in the place of their ids, along the paths of `expand`, and adds the lists that are only there when they are asked for.
 * In lists and searches paths begin with `data.`.
 * @throws StripeError for a path that leads nowhere, or is deeper than four.
 */
export function expand(store: ObjectStore, answer: object, paths: readonly string[]): object {
  let result = answer;
  for (const whole of paths) {
    const path = whole.split('.');
    if (path.filter((part) => part !== 'data').length > MAXIMUM_DEPTH) {
      throw invalidRequest('You cannot expand more than 4 levels of a property.', { param: 'expand' });
    }
    result = new Expansion(store, whole).path(result, path);
  }
  return result;
}
