import type Stripe from 'stripe';

/**
 * Each request for which Stripe was asked is one link or session there and one open object in the conversation; one that was never written down is nowhere.
 * @param reached those for which Stripe was asked.
 * @param shown how each stands in the conversation: one state for each object.
 * @returns what is wrong, in words.
 */
export async function requestFaults(
  stripe: Stripe,
  asked: readonly string[],
  reached: ReadonlySet<string>,
  shown: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> {
  const made = new Map<string, string[]>();
  const add = ({ id, metadata }: { readonly id: string; readonly metadata: Stripe.Metadata | null }): void => {
    const request = metadata?.['optimaliq_request'];
    if (request !== undefined) made.set(request, [...(made.get(request) ?? []), id]);
  };
  for await (const session of stripe.checkout.sessions.list({ limit: 100 })) add(session);
  for await (const link of stripe.paymentLinks.list({ limit: 100 })) add(link);
  return asked.flatMap((id) => {
    const atStripe = made.get(id) ?? [];
    const states = shown.get(id) ?? [];
    const expected = reached.has(id) ? 1 : 0;
    const isRight = atStripe.length === expected && states.length === expected && states.every((one) => one === 'open');
    return isRight
      ? []
      : [`request ${id} is [${atStripe.join(', ')}] at Stripe and [${states.join(', ')}] in the thread`];
  });
}
