import { accountsModule } from '#server/accounts/module.ts';
import { auditModule } from '#server/audit/module.ts';
import { billingModule } from '#server/billing/module.ts';
import { chatModule } from '#server/chat/module.ts';
import { customersModule } from '#server/customers/module.ts';
import { createJobHandlers } from '#server/monitoring/jobs/handlers.ts';
import { monitoringModule } from '#server/monitoring/module.ts';
import { createNotificationsModule, ROLES_CHANGED } from '#server/notifications/module.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { JobQueues } from '#server/journal/jobQueue.ts';
import type { CommandHandlers, FeatureModule, QueryHandlers, TopicSource } from '#server/journal/featureModule.ts';

const others: readonly FeatureModule[] = [
  accountsModule,
  chatModule,
  customersModule,
  monitoringModule,
  auditModule,
  billingModule,
];

const sources = others.flatMap(({ needs = [] }) => needs);
const modules = [...others, createNotificationsModule(sources)];

/** Journal entries after which somebody may need to know something. */
export const watchedEntries: ReadonlySet<string> = new Set<string>([
  ...ROLES_CHANGED,
  ...sources.flatMap(({ watches }) => watches),
]);

const topics = new Map<string, TopicSource>(modules.flatMap((module) => Object.entries(module.topics ?? {})));

const feedQueries: QueryHandlers = {
  'feed.missed': async (context, { topic, after, by, visitorId }) => {
    const [kind = '', key = ''] = topic.split(':', 2);
    const source = topics.get(kind);
    if (source === undefined)
      throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
    const missed = await source.missed(context, key, after, { by, visitorId });
    return { ...missed, events: [...missed.events] };
  },
};

const jobs = createJobHandlers(
  Object.assign({}, ...modules.map(({ queues }) => queues)) as JobQueues,
  modules.flatMap(({ figures }) => figures ?? []),
);

/** @throws TypeError when two modules handle the same contract entry. */
function merge<Handlers extends object>(parts: readonly Handlers[]): Handlers {
  const merged: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, handler] of Object.entries(part)) {
      if (Object.hasOwn(merged, name)) throw new TypeError(`${name} has two handlers`);
      merged[name] = handler;
    }
  }
  return merged as Handlers;
}

/** Everything the core can run. */
export const features = {
  commands: merge<CommandHandlers>([...modules.map((module) => module.commands), jobs.commands]),
  queries: merge<QueryHandlers>([...modules.map((module) => module.queries), feedQueries, jobs.queries]),
};
