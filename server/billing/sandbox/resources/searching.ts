import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind } from '#server/billing/sandbox/kinds.ts';
import { COUNT } from '#server/billing/sandbox/protocol/includable.ts';
import { integer, required, text } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { parseSearch } from '#server/billing/sandbox/store/searchQuery.ts';

const DEFAULT_LIMIT = 10;
const PAGE = /^\d+\.\d+$/;

/** `GET .../search`: `fields` may be asked about (docs.stripe.com/search#query-fields-for-each-resource). */
export function searchRoute(kind: Kind, fields: readonly string[]): Route {
  const url = `${KINDS[kind].path}/search`;
  return route(
    'GET',
    url,
    { query: required(text()), limit: integer({ minimum: 1, maximum: 100 }), page: text() },
    ({ store }, { query, limit = DEFAULT_LIMIT, page }) => {
      const before = page === undefined ? undefined : Buffer.from(page, 'base64url').toString();
      if (before !== undefined && !PAGE.test(before))
        throw invalidRequest(`Invalid page: ${page ?? ''}`, { param: 'page' });
      const condition = parseSearch(query, fields);
      const { data, hasMore, last } = store.find(kind, condition, limit, before);
      return {
        [COUNT]: () => store.count(kind, condition),
        object: 'search_result',
        data,
        has_more: hasMore,
        next_page: hasMore && last !== null ? Buffer.from(last).toString('base64url') : null,
        url,
      };
    },
  );
}
