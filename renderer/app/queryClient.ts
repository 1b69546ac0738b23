import { QueryClient } from '@tanstack/react-query';

/** One per session, so that nobody sees what was read for somebody else. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A line that is down answers at once; asking again in the background is the line's business, not the query's.
        retry: (failures, error) => failures < 1 && !('code' in error && error.code === 'UNAVAILABLE'),
        staleTime: 15_000,
        // The desktop's port works without any network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
