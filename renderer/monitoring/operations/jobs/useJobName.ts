import { useWords } from '#renderer/app/words/useWords.ts';
import { NOTIFICATION_KINDS } from '#shared/notifications/kinds.ts';
import type { QueueName } from '#shared/monitoring/queues.ts';

const NOTIFYING: readonly QueueName[] = ['pushes', 'webhooks', 'emails'];

/** Its work tells people of something, and has no id that anybody knows. */
export const isNotifying = (queue: QueueName): boolean => NOTIFYING.includes(queue);

/** What a piece of work of a list is called: notifications have names, Stripe's words are shown as they are. */
export function useJobName(queue: QueueName): (kind: string) => string {
  const { kinds } = useWords().notifications.ledger;
  return (kind) => {
    const known = isNotifying(queue) ? NOTIFICATION_KINDS.find((one) => one === kind) : undefined;
    return known === undefined ? kind : kinds[known];
  };
}
