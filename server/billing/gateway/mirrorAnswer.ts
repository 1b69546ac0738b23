import type { MirroredKind } from '#shared/billing/objects.ts';
import { answeredAt } from '#server/billing/stripe/account.ts';
import { flatten } from '#server/billing/stripe/flatten.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Takes what Stripe answered to something that was done into the mirror, as of the second before it came: by Stripe's clock, for ours may be ahead of it.
 * @param answer what the object stood in, when it is not the answer itself. @returns whether something is to be fetched.
 */
export async function mirrorAnswer(
  { submit, clock }: Pick<Surroundings, 'submit' | 'clock'>,
  kind: MirroredKind,
  object: object,
  answer: object = object,
): Promise<boolean> {
  const objects = flatten(kind, object, (answeredAt(answer) || Math.floor(clock() / 1_000)) - 1);
  return (await submit('billing.mirrorObjects', { objects, gone: [] })).wantsFetch;
}
