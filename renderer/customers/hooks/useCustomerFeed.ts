import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient } from '#renderer/app/context.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import { CUSTOMER_KEY, MOMENTS_KEY, MONEY_KEY } from './keys.ts';
import { useMaySeeMoney } from './useMoney.ts';

/** What changes is read anew at this pace, however much streams in. */
const EVERY_MS = 700;

/** Whether an event can be about a customer: payments that nobody is linked with may be suggested to them. */
function concerns(event: FeedEvent, customerId: string): boolean {
  switch (event.name) {
    case 'chat.inboxChanged':
      return event.data.customer.id === customerId;
    case 'billing.paymentChanged':
      return event.data.customer.id === customerId || event.data.customer.id === null;
    case 'customers.payersChanged':
      return true;
    default:
      return false;
  }
}

/** Keeps what is shown of a customer in step with what happens in the chat and with payments. */
export function useCustomerFeed(customerId: string): void {
  const client = useClient();
  const queries = useQueryClient();
  const hasMoney = useMaySeeMoney();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const readAnew = (): void => {
      waiting ??= setTimeout(() => {
        waiting = null;
        for (const key of [CUSTOMER_KEY, MONEY_KEY, MOMENTS_KEY])
          void queries.invalidateQueries({ queryKey: [key, customerId] });
      }, EVERY_MS);
    };
    const leave = ['inbox', ...(hasMoney ? ['payments'] : [])].map((topic) =>
      client.subscribe(topic, {
        onEvents: (events) => {
          if (events.some((event) => concerns(event, customerId))) readAnew();
        },
        onSnapshotNeeded: readAnew,
      }),
    );
    return () => {
      for (const end of leave) end();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [client, queries, customerId, hasMoney]);
}
