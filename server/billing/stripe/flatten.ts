import type { MirroredKind } from '#shared/billing/objects.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';

/** An object as it was fetched; `asOf`: Unix seconds of Stripe's clock, all that happened before is in it. */
export interface FetchedObject {
  readonly kind: MirroredKind;
  readonly id: string;
  readonly asOf: number;
  readonly json: string;
}

/** What we have Stripe put in whole, to save asking for it: by kind, the field and the kind of what stands there. */
const EXPANDED: Readonly<Partial<Record<MirroredKind, Readonly<Record<string, MirroredKind>>>>> = {
  payment_intent: { latest_charge: 'charge' },
  charge: { balance_transaction: 'balance_transaction' },
  refund: { balance_transaction: 'balance_transaction' },
};

/** The paths to ask for. `list`: of a page. */
export function expansionsOf(kind: MirroredKind, list: boolean): string[] {
  const own = EXPANDED[kind] ?? {};
  const paths = Object.entries(own).flatMap(([field, inner]) => {
    const deeper = Object.keys(EXPANDED[inner] ?? {}).map((name) => `${field}.${name}`);
    return deeper.length === 0 ? [field] : deeper;
  });
  return list ? paths.map((path) => `data.${path}`) : paths;
}

/** Takes expansions out again: the object as Stripe tells it by itself, and those that stood in it. */
export function flatten(kind: MirroredKind, object: object, asOf: number): FetchedObject[] {
  const within: FetchedObject[] = [];
  const plain: Record<string, unknown> = { ...(object as Json) };
  for (const [field, inner] of Object.entries(EXPANDED[kind] ?? {})) {
    const value = plain[field];
    if (!isJson(value)) continue;
    plain[field] = value['id'];
    within.push(...flatten(inner, value, asOf));
  }
  return [{ kind, id: String(plain['id']), asOf, json: JSON.stringify(plain) }, ...within];
}
