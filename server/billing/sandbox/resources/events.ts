import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import { boolean, list, text } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf } from '#server/billing/sandbox/store/database.ts';
import type { Condition } from '#server/billing/sandbox/store/objects.ts';

const MAXIMUM_TYPES = 20;

/** `charge.*` by the beginning of the type, and whether every endpoint has taken the event. */
function conditionOf(type: string | undefined, isDelivered: boolean | undefined): Condition {
  const parts: string[] = [];
  const values: string[] = [];
  if (type?.includes('*') === true) {
    parts.push(`${fieldOf('type')} GLOB ?`);
    values.push(type.replaceAll(/[[\]?]/g, ''));
  }
  const open = `SELECT 1 FROM delivery WHERE event_id = id AND state <> 'delivered'`;
  if (isDelivered !== undefined) parts.push(isDelivered ? `NOT EXISTS (${open})` : `EXISTS (${open})`);
  return { sql: parts.join(' AND ') || 'TRUE', values };
}

export const EVENT_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/events',
    { ...PAGING_AND_CREATED, delivery_success: boolean(), type: text(), types: list(text()) },
    (world, { type, types, delivery_success: isDelivered, ...page }) => {
      if (type !== undefined && types !== undefined) {
        throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'type' });
      }
      if ((types?.length ?? 0) > MAXIMUM_TYPES)
        throw invalidRequest(`You may list up to ${MAXIMUM_TYPES} types.`, { param: 'types' });
      const exact = type?.includes('*') === true ? undefined : type;
      return listOf(world, 'event', page, { type: types ?? exact }, undefined, conditionOf(type, isDelivered));
    },
  ),
  route('GET', '/v1/events/:id', {}, ({ store }, _, { id }) => store.need('event', id)),
];
