import { QueryClient } from '@tanstack/react-query';
import type { ErrorDetails } from '#shared/wire/errors.ts';

type KnownError = Error & { readonly code?: string; readonly details?: ErrorDetails | undefined };

/** How often a question is asked again that was not answered in time: the server is busy, or has something to load first. */
const MORE_TRIES = 2;

/** Whether to ask again. Never where the line is down, which answers at once: App asks everything again when it stands. */
export function asksAgain(failures: number, { code, details }: KnownError): boolean {
  if (details?.reason === 'timeout') return failures < MORE_TRIES;
  return failures < 1 && code !== 'UNAVAILABLE';
}

/** One per session, so that nobody sees what was read for somebody else. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: asksAgain,
        staleTime: 15_000,
        // The desktop's port works without any network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
