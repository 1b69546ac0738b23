import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import { boolean, list, text } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';

export const EVENT_ROUTES: readonly Route[] = [
  route(
    'GET',
    '/v1/events',
    { ...PAGING_AND_CREATED, delivery_success: boolean(), type: text(), types: list(text()) },
    (world, { type, types, delivery_success: _, ...page }) => {
      if (type !== undefined && types !== undefined) {
        throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'type' });
      }
      return listOf(world, 'event', page, { type: types ?? type });
    },
  ),
  route('GET', '/v1/events/:id', {}, ({ store }, _, { id }) => store.need('event', id)),
];
