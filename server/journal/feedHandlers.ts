import type { ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { Feed, FeedClient } from './feed.ts';
import type { TopicReader } from './featureModule.ts';

interface Context {
  readonly connection: FeedClient & { readonly principal: Principal };
}

const readerOf = (principal: Principal): TopicReader =>
  principal.kind === 'visitor' ? { by: 'visitor', visitorId: principal.visitorId } : { by: 'staff', visitorId: null };

/** The feed's own operations. `startedAt`: UTC milliseconds. */
export function feedHandlers(feed: Feed, startedAt: number) {
  return {
    'feed.subscribe': ({ connection }: Context, { subscription }: ParsedInputOf<'feed.subscribe'>) =>
      feed.subscribe(connection, subscription, readerOf(connection.principal)),
    'feed.resume': ({ connection }: Context, { subscription, after }: ParsedInputOf<'feed.resume'>) =>
      feed.resume(connection, subscription, readerOf(connection.principal), after),
    'feed.unsubscribe': ({ connection }: Context, { subscription }: ParsedInputOf<'feed.unsubscribe'>) => {
      feed.unsubscribe(connection, subscription);
      return {};
    },
    'feed.status': () => ({ since: startedAt, resumes: feed.resumes() }),
  };
}
