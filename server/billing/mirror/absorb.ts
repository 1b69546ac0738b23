import { isDeepStrictEqual } from 'node:util';
import type { Json } from '#server/billing/stripe/shapes/field.ts';
import { checkShape } from '#server/billing/stripe/shapes/shapes.ts';
import type { Draft } from './draft.ts';
import { both, compare, ofEvent, ofFetch, type Span } from './merge.ts';
import { isStub, paymentIdOf, stubOf, transactionsOf, transactionsWithin, type Reference } from './references.ts';
import { sourceOf } from './sourceOf.ts';
import { coming, withFacts, type Stored } from './stored.ts';

interface Coming extends Reference {
  readonly span: Span;
  readonly json: Json;
  /** The JSON text, where it is kept as it came. */
  readonly text?: string;
}

async function ownPaymentOf(draft: Draft, kind: Reference['kind'], json: Json): Promise<string | null> {
  if (kind !== 'balance_transaction') return paymentIdOf(kind, json);
  const source = sourceOf(json);
  return source === null ? null : ((await draft.now.object(source))?.paymentId ?? null);
}

/** Balance transactions say less than what names them: from here on they belong to the same payment. */
async function claimTransactions(draft: Draft, { kind, paymentId, json }: Stored): Promise<void> {
  if (paymentId === null) return;
  for (const id of transactionsOf(kind, json())) {
    const transaction = await draft.now.object({ kind: 'balance_transaction', id });
    if (transaction !== null && transaction.paymentId !== paymentId) draft.put(withFacts(transaction, { paymentId }));
  }
}

/** What stands whole within an object is as old as that; where that leaves a doubt, the object itself is waited for. */
async function takeWithin(draft: Draft, { kind, span, json }: Coming): Promise<void> {
  for (const within of transactionsWithin(kind, json)) {
    const reference = { kind: 'balance_transaction', id: String(within['id']) } as const;
    const mirrored = await draft.now.object(reference);
    if (mirrored === null || compare(mirrored.span, span) === 'newer')
      await replace(draft, { ...reference, span, json: within }, mirrored);
  }
}

async function replace(draft: Draft, next: Coming, mirrored: Stored | null): Promise<void> {
  const { kind, id, span, json, text } = next;
  if (isStub(json)) {
    draft.put(coming({ kind, id, paymentId: mirrored?.paymentId ?? null, span, isGone: true }, stubOf(next)));
    return;
  }
  checkShape(kind, json, (path, problem) => {
    draft.notice({ kind, path, problem, sampleId: id });
  });
  const paymentId = await ownPaymentOf(draft, kind, json);
  const stored = coming({ kind, id, paymentId, span, isGone: false }, json, text);
  draft.put(stored);
  await claimTransactions(draft, stored);
  await takeWithin(draft, next);
}

/** Somebody else has told the same, at another second. */
const confirm = (draft: Draft, mirrored: Stored, span: Span): void => {
  draft.put(
    withFacts(mirrored, { span: both(mirrored.span, span), isGone: mirrored.isGone && isStub(mirrored.json()) }),
  );
};

const isSame = (mirrored: Stored, json: Json): boolean => isDeepStrictEqual(mirrored.json(), json);

export interface EventSnapshot extends Reference {
  /** Unix seconds. */
  readonly created: number;
  readonly json: Json;
  /** Whether the snapshot is of the version of the API that everything here is written for. */
  readonly isOurVersion: boolean;
}

/** Takes an event's snapshot over where it is certainly newer; where nobody can say, the object is fetched (docs/adr/0035). */
export async function takeEvent(draft: Draft, event: EventSnapshot): Promise<'applied' | 'older' | 'fetched'> {
  const { kind, id, created, isOurVersion } = event;
  const json = isStub(event.json) ? stubOf(event) : event.json;
  const span = ofEvent(created);
  const mirrored = await draft.now.object(event);
  const order = mirrored === null ? 'newer' : compare(mirrored.span, span);
  if (order === 'older') return 'older';
  if (!isOurVersion) {
    draft.want({ kind, id, newerThan: created });
    return 'fetched';
  }
  if (mirrored !== null && isSame(mirrored, json)) confirm(draft, mirrored, span);
  else if (order === 'newer') await replace(draft, { kind, id, span, json }, mirrored);
  else {
    draft.want({ kind, id, newerThan: created });
    return 'fetched';
  }
  return 'applied';
}

export interface Fetched extends Reference {
  /** Unix seconds: all that happened before is in it. */
  readonly asOf: number;
  readonly json: Json;
  readonly text: string;
}

/**
 * Takes a fetched object over by the same rule. In doubt it is taken, since it most likely is the newer one, and fetched once more.
 * @returns how the mirror stood to it.
 */
export async function takeFetched(draft: Draft, fetched: Fetched): Promise<'missing' | 'stale' | 'same' | 'older'> {
  const { kind, id, asOf } = fetched;
  const json = isStub(fetched.json) ? stubOf(fetched) : fetched.json;
  const span = ofFetch(asOf);
  const next = { kind, id, span, json, text: fetched.text };
  const mirrored = await draft.now.object(fetched);
  if (mirrored === null) {
    await replace(draft, next, null);
    return 'missing';
  }
  const order = compare(mirrored.span, span);
  if (order === 'older') return 'older';
  if (isSame(mirrored, json)) {
    confirm(draft, mirrored, span);
    return 'same';
  }
  if (order === 'newer') {
    await replace(draft, next, mirrored);
    return 'stale';
  }
  const doubtful = both(mirrored.span, span);
  await replace(draft, { ...next, span: { asOf, mayHoldUntil: doubtful.mayHoldUntil } }, mirrored);
  draft.want({ kind, id, newerThan: doubtful.mayHoldUntil });
  return 'stale';
}

/** Stripe does not have an object any more. What is known of a payment stays readable; of a person nothing is kept. */
export async function takeGone(draft: Draft, reference: Reference): Promise<boolean> {
  const mirrored = await draft.now.object(reference);
  if (mirrored?.isGone === true) return false;
  const { kind, id } = reference;
  if (mirrored !== null && kind !== 'customer') draft.put(withFacts(mirrored, { isGone: true }));
  else {
    const { span = ofEvent(0), paymentId = null } = mirrored ?? {};
    draft.put(coming({ kind, id, paymentId, span, isGone: true }, stubOf(reference)));
  }
  return true;
}
