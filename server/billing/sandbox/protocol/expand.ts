import { kindOf } from '#server/billing/sandbox/kinds.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import { invalidRequest } from './stripeError.ts';

type Json = Readonly<Record<string, unknown>>;

const MAXIMUM_DEPTH = 4;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at the beginning of a path made whole, with the rest of the path expanded within it. */
function expandField(store: ObjectStore, value: unknown, path: readonly string[], whole: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => expandField(store, entry, path, whole));
  if (typeof value === 'string') {
    const kind = kindOf(value);
    const found = kind === undefined ? undefined : store.get(kind, value);
    if (found === undefined) throw cannotExpand(whole);
    return path.length === 0 ? found : expandPath(store, found, path, whole);
  }
  if (isObject(value)) return path.length === 0 ? value : expandPath(store, value, path, whole);
  return value;
}

function cannotExpand(whole: string) {
  return invalidRequest(
    `This property cannot be expanded (${whole}). You may want to try expanding a different property, or remove it.`,
    { param: 'expand' },
  );
}

function expandPath(store: ObjectStore, object: object, [name = '', ...rest]: readonly string[], whole: string): Json {
  const fields = object as Json;
  if (!(name in fields)) throw cannotExpand(whole);
  return { ...fields, [name]: expandField(store, fields[name], rest, whole) };
}

/**
 * Puts objects in the place of their ids, along the paths of `expand`. In lists and searches paths begin with `data.`.
 * @throws StripeError for a path that leads nowhere, or is deeper than four.
 */
export function expand(store: ObjectStore, answer: object, paths: readonly string[]): object {
  let result = answer;
  for (const whole of paths) {
    const path = whole.split('.');
    if (path.filter((part) => part !== 'data').length > MAXIMUM_DEPTH) {
      throw invalidRequest('You cannot expand more than 4 levels of a property.', { param: 'expand' });
    }
    result = expandPath(store, result, path, whole);
  }
  return result;
}
