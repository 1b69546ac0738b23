import { useQuery } from '@tanstack/react-query';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';

const FRESH_MS = 60_000;

/** Names colleagues by the ids of their accounts. */
export function useNames(): (accountId: string) => string {
  const client = useClient();
  const { account } = useSession();
  const words = useWords().billing.refunds;
  const { data } = useQuery({
    queryKey: ['accounts.colleagues'],
    queryFn: () => client.call('accounts.colleagues', {}),
    staleTime: FRESH_MS,
  });
  return (accountId) => {
    if (accountId === account.id) return words.you;
    const found = data?.colleagues.find(({ id }) => id === accountId);
    return found?.name ?? (data === undefined ? words.colleague : words.formerColleague);
  };
}
