import type { ParsedInputOf } from '#shared/contract.ts';
import { isGranted, type Permission, type Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Feed, FeedClient } from './feed.ts';
import type { TopicReader } from './featureModule.ts';

interface Context {
  readonly connection: FeedClient & { readonly principal: Principal };
}

const readerOf = (principal: Principal): TopicReader =>
  principal.kind === 'visitor' ? { by: 'visitor', visitorId: principal.visitorId } : { by: 'staff', visitorId: null };

/** Of topics that are of no chat. */
const PERMISSIONS: ReadonlyMap<string, Permission> = new Map([
  ['payments', 'payments.read'],
  ['alerts', 'monitoring.manage'],
]);

/** @throws AppError FORBIDDEN without the permission, NOT_FOUND for somebody else's account. */
function mayFollow(principal: Principal, topic: string): void {
  const [kind, key] = topic.split(':', 2);
  if (kind === 'account' || kind === 'notifications') {
    if (principal.kind === 'staff' && key === principal.accountId) return;
    throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
  }
  const permission = PERMISSIONS.get(topic) ?? 'chat.read';
  if (principal.kind === 'staff' && !isGranted(principal.roles, permission)) {
    throw new AppError('FORBIDDEN', 'Your role does not include this. Ask an admin of your workspace.', {
      reason: 'permission',
      permission,
    });
  }
}

/** The feed's own operations. `startedAt`: UTC milliseconds. */
export function feedHandlers(feed: Feed, startedAt: number) {
  return {
    'feed.subscribe': ({ connection }: Context, { subscription }: ParsedInputOf<'feed.subscribe'>) => {
      mayFollow(connection.principal, subscription);
      return feed.subscribe(connection, subscription, readerOf(connection.principal));
    },
    'feed.resume': ({ connection }: Context, { subscription, after }: ParsedInputOf<'feed.resume'>) => {
      mayFollow(connection.principal, subscription);
      return feed.resume(connection, subscription, readerOf(connection.principal), after);
    },
    'feed.unsubscribe': ({ connection }: Context, { subscription }: ParsedInputOf<'feed.unsubscribe'>) => {
      feed.unsubscribe(connection, subscription);
      return {};
    },
    'feed.status': () => ({ since: startedAt, resumes: feed.resumes() }),
  };
}
