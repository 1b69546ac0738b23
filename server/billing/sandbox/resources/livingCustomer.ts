import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

/** A customer to do something with. @throws StripeError for one who is not there or was deleted (404 for `param` "id", else 400). */
export function livingCustomer({ store }: Pick<World, 'store'>, id: string, param = 'customer'): Kinds['customer'] {
  const customer = store.need('customer', id, param);
  if (store.hidden('customer', id)['isDeleted'] === true) throw noSuch('customer', id, param);
  return customer;
}
