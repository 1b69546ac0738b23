import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import type { Entry } from '#shared/audit/contract.ts';

/** One entry by its number: from the list where it is there, else asked for. `data` is null when there is no such entry. */
export function useEntry(seq: number, listed: readonly Entry[]) {
  const client = useClient();
  const found = listed.find((entry) => entry.seq === seq);
  return useQuery({
    queryKey: ['audit.entry', seq],
    queryFn: async () => {
      const { entries } = await client.call('audit.entries', { before: seq + 1, limit: 1 });
      return entries.find((entry) => entry.seq === seq) ?? null;
    },
    staleTime: Infinity,
    ...(found === undefined ? {} : { initialData: found }),
  });
}
