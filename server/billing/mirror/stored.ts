import type { MirroredKind } from '#shared/billing/objects.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';
import { readObject, type ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { Span } from './merge.ts';
import { unpack } from '#server/storage/packing/packing.ts';
import { isStub } from './references.ts';

/** An object of the mirror. Its text is unpacked and read when somebody asks, and once. */
export interface Stored<Kind extends MirroredKind = MirroredKind> {
  readonly kind: Kind;
  readonly id: string;
  readonly paymentId: string | null;
  readonly span: Span;
  readonly isGone: boolean;
  /** As it came. */
  readonly text: () => string;
  readonly json: () => Json;
  /** What is read of it; null for what Stripe has deleted. */
  readonly fields: () => ReadObject<Kind> | null;
}

/** Computes a value when it is asked for the first time. */
function lazy<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => (known ??= { value: compute() }).value;
}

type Facts = Pick<Stored, 'kind' | 'id' | 'paymentId' | 'span' | 'isGone'>;

/** @throws TypeError when the text is no JSON object. */
export function parseObject(text: string): Json {
  const json: unknown = JSON.parse(text);
  if (isJson(json)) return json;
  throw new TypeError('a JSON object was expected');
}

function make(facts: Facts, text: () => string, json: () => Json): Stored {
  return { ...facts, text, json, fields: lazy(() => (isStub(json()) ? null : readObject(facts.kind, json()))) };
}

/** An object that has just come. */
export const coming = (facts: Facts, json: Json, text?: string): Stored =>
  make(
    facts,
    lazy(() => text ?? JSON.stringify(json)),
    () => json,
  );

export type ObjectRow = Pick<
  Schema['stripe_object'],
  'kind' | 'id' | 'paymentId' | 'asOf' | 'mayHoldUntil' | 'packed'
> & { readonly isGone: number };

export function storedOf({ kind, id, paymentId, asOf, mayHoldUntil, isGone, packed }: ObjectRow): Stored {
  const text = lazy(() => unpack(packed));
  return make(
    { kind: kind as MirroredKind, id, paymentId, span: { asOf, mayHoldUntil }, isGone: isGone === 1 },
    text,
    lazy(() => parseObject(text())),
  );
}

/** The same with other facts. */
export const withFacts = (stored: Stored, facts: Partial<Facts>): Stored => ({ ...stored, ...facts });

/** Whether an object is of this kind. */
export const isOf = <Kind extends MirroredKind>(stored: Stored, kind: Kind): stored is Stored<Kind> =>
  stored.kind === kind;
