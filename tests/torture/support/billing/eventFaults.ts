import type Stripe from 'stripe';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';

/**
 * Every event that was acknowledged is stored, so is every other one of Stripe's since `since` (Unix seconds), and each is done.
 * @returns what is wrong, in words.
 */
export async function eventFaults(
  dataDirectory: string,
  stripe: Stripe,
  acknowledged: readonly string[],
  since: number,
): Promise<readonly string[]> {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  const stored = new Map(
    raw
      .prepare<[], { id: string; state: string; attempts: number }>('SELECT id, state, attempts FROM stripe_event')
      .all()
      .map((event) => [event.id, event]),
  );
  close();
  const happened: string[] = [];
  for await (const { id } of stripe.events.list({ limit: 100, created: { gt: since } })) happened.push(id);
  return [
    ...acknowledged.filter((id) => !stored.has(id)).map((id) => `event ${id} was acknowledged and is not stored`),
    ...happened.filter((id) => !stored.has(id)).map((id) => `event ${id} never arrived`),
    ...[...stored.values()]
      .filter(({ state, attempts }) => (state !== 'processed' && state !== 'kept') || attempts > 0)
      .map(({ id, state, attempts }) => `event ${id} is ${state} and has failed ${String(attempts)} times`),
  ];
}
