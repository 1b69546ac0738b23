import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import type { Client } from '#renderer/client/client.ts';
import type { Refund, RefundState } from '#shared/billing/refunds/contract.ts';
import { REFUNDS_KEY } from './keys.ts';

const PAGE = 200;
/** More are not read: nobody decides on so many in a day. */
const MOST = 1_000;
const OPEN: RefundState[] = ['draft', 'requested', 'sending', 'unknown'];
const GONE_WRONG: RefundState[] = ['declined', 'failed'];

async function allIn(client: Client, states: RefundState[]): Promise<readonly Refund[]> {
  const found: Refund[] = [];
  let after: string | null = null;
  do {
    const page: { refunds: Refund[]; next: string | null } = await client.call('billing.refunds', {
      states,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    });
    found.push(...page.refunds);
    after = page.next;
  } while (after !== null && found.length < MOST);
  return found;
}

/** Refunds that are not at their end. */
export function useOpenRefunds() {
  const client = useClient();
  return useQuery({
    queryKey: [REFUNDS_KEY, 'open'],
    queryFn: () => allIn(client, OPEN),
  });
}

/** The newest that did not go. */
export function useFailedRefunds() {
  const client = useClient();
  return useQuery({
    queryKey: [REFUNDS_KEY, 'goneWrong'],
    queryFn: async () => (await client.call('billing.refunds', { states: GONE_WRONG, limit: PAGE })).refunds,
  });
}
