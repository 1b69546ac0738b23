import type { StripeObject } from '#server/billing/sandbox/kinds.ts';
import type { ObjectStore } from '#server/billing/sandbox/store/objects.ts';
import type { List } from './lists.ts';
import { listOf, pageOfItems } from './lists.ts';

/** What counts the results of a search, under a name that JSON does not carry. */
export const COUNT = Symbol('count');

type Include = (store: ObjectStore, object: StripeObject) => unknown;

function lines(kind: 'checkout.session' | 'payment_link', path: string): Include {
  return (store, { id }): List<unknown> =>
    pageOfItems((store.hidden(kind, id)['lines'] ?? []) as readonly StripeObject[], {}, `${path}/${id}/line_items`);
}

const INCLUDABLE: Readonly<Record<string, Readonly<Record<string, Include>>>> = {
  charge: {
    refunds: (store, { id }) => listOf({ store }, 'refund', {}, { charge: id }, `/v1/charges/${id}/refunds`),
  },
  'checkout.session': { line_items: lines('checkout.session', '/v1/checkout/sessions') },
  customer: {
    sources: (store, { id }) => listOf({ store }, 'card', {}, { customer: id }, `/v1/customers/${id}/sources`),
  },
  payment_link: { line_items: lines('payment_link', '/v1/payment_links') },
  search_result: {
    total_count: (_, object) => (object as unknown as { readonly [COUNT]: () => number })[COUNT](),
  },
};

/** A field that an object has only when it is asked for: lists that belong to it. Undefined when it has no such field. */
export function included(store: ObjectStore, object: object, name: string): { readonly value: unknown } | undefined {
  const kind = (object as Partial<StripeObject>).object ?? '';
  const include = Object.hasOwn(INCLUDABLE, kind) ? INCLUDABLE[kind]?.[name] : undefined;
  return include === undefined ? undefined : { value: include(store, object as StripeObject) };
}
