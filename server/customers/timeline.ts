import { aheadAt } from '#shared/calendar.ts';
import { isGranted, type Permission } from '#shared/wire/access.ts';
import { moneySources, type MoneyMoment } from '#server/billing/module.ts';
import { chatSources, type ChatMoment } from '#server/chat/module.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { pageOfTimeline } from '#server/journal/timeline.ts';
import { customerOf } from './customer.ts';

/**
 * Messages and money as one, newest first; a dozen statements at most, whatever there is. Whoever may not read payments learns nothing of money:
 * its sources are not even asked. @throws AppError NOT_FOUND.
 */
export const timeline: QueryHandler<'customers.timeline'> = async (
  { unit, principal, at },
  { customerId, only, after, limit },
) => {
  await customerOf(unit.db, customerId);
  const may = (permission: Permission): boolean => principal.kind === 'staff' && isGranted(principal.roles, permission);
  const workspace = await unit.db.selectFrom('workspace').select('timeZone').executeTakeFirst();
  const offset = aheadAt(at, workspace?.timeZone ?? 'UTC');
  return pageOfTimeline<ChatMoment | MoneyMoment>(
    [
      ...(only === 'money' ? [] : chatSources(unit, customerId, offset)),
      ...(only === 'messages' || !may('payments.read') ? [] : moneySources(unit, customerId)),
    ],
    after ?? null,
    limit,
  );
};
