import { useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';

/** How often it asks, in milliseconds: a disk fills by itself. */
const EVERY_MS = 5_000;

export function useStorage() {
  const client = useClient();
  return useQuery({
    queryKey: ['monitoring.storage'],
    queryFn: () => client.call('monitoring.storage', {}),
    refetchInterval: EVERY_MS,
  });
}
