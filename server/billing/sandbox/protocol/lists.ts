import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind, Kinds } from '#server/billing/sandbox/kinds.ts';
import type { Condition, PageQuery } from '#server/billing/sandbox/store/objects.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { integer, text, timeRange } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { invalidRequest, noSuch } from './stripeError.ts';

/** The parameters that every list takes. */
export const PAGING = {
  limit: integer({ minimum: 1, maximum: 100 }),
  starting_after: text(),
  ending_before: text(),
};

/** And most of them also the time of creation. */
export const PAGING_AND_CREATED = { ...PAGING, created: timeRange() };

const DEFAULT_LIMIT = 10;

type Paging = Parameters<typeof PAGING> & Partial<Parameters<typeof PAGING_AND_CREATED>>;

export interface List<Item> {
  readonly object: 'list';
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly url: string;
}

const bothCursors = () =>
  invalidRequest('You can only specify one of these parameters: starting_after, ending_before.');

/**
 * One page of a list that an object holds whole, such as its line items.
 * @throws StripeError for a cursor that is none of them.
 */
export function pageOfItems<Item extends { readonly id: string }>(
  items: readonly Item[],
  { limit = DEFAULT_LIMIT, starting_after, ending_before }: Paging,
  url: string,
  called = 'line item',
): List<Item> {
  if (starting_after !== undefined && ending_before !== undefined) throw bothCursors();
  const cursor = starting_after ?? ending_before;
  const at = items.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && at < 0)
    throw noSuch(called, cursor, starting_after === undefined ? 'ending_before' : 'starting_after');
  const within = ending_before === undefined ? items.slice(at + 1) : items.slice(0, at);
  const data = ending_before === undefined ? within.slice(0, limit) : within.slice(-limit);
  return { object: 'list', data, has_more: within.length > limit, url };
}

/** One page of a kind, newest first. `where` names indexed fields, `condition` asks about anything else. */
export function listOf<K extends Kind>(
  { store }: Pick<World, 'store'>,
  kind: K,
  { limit = DEFAULT_LIMIT, starting_after, ending_before, created }: Paging,
  where: PageQuery['where'] = {},
  url: string = KINDS[kind].path,
  condition?: Condition,
): List<Kinds[K]> {
  if (starting_after !== undefined && ending_before !== undefined) throw bothCursors();
  const { data, hasMore } = store.page(kind, {
    limit,
    startingAfter: starting_after,
    endingBefore: ending_before,
    created,
    where,
    condition,
  });
  return { object: 'list', data, has_more: hasMore, url };
}
