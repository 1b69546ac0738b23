import type { BusinessFigures } from '#shared/monitoring/figures.ts';
import type { QueryContext } from '#server/journal/context.ts';

/** What the metrics tell of the chat. */
export async function chatFigures({
  unit: { db },
}: QueryContext): Promise<Pick<BusinessFigures, 'openConversations' | 'waitingConversations' | 'oldestWaitAt'>> {
  const { open, waiting, oldestAt } = await db
    .selectFrom('conversation')
    .select(({ fn }) => [
      fn.countAll<number>().as('open'),
      fn.count<number>('waitingSince').as('waiting'),
      fn.min<number | null>('waitingSince').as('oldestAt'),
    ])
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return { openConversations: open, waitingConversations: waiting, oldestWaitAt: oldestAt };
}
