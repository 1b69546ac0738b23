import type { Words } from '#renderer/app/words/en.ts';
import type { Payer } from '#shared/customers/payers/contract.ts';

/** What a payer is called: their name, else their address, else what they are. */
export function payerName({ name, email, payment }: Pick<Payer, 'name' | 'email' | 'payment'>, words: Words): string {
  const { payers } = words.customers;
  return name ?? email ?? (payment === null ? payers.nameless : payers.payment);
}
