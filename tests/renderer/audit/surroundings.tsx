import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { AppContext, type AppServices } from '#renderer/app/context.ts';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import type { Role } from '#shared/wire/access.ts';
import { createFakeClient } from '#tests/renderer/chat/support/fakeClient.ts';
import { idOf, ME } from '#tests/renderer/chat/support/make.ts';

/** Draws a part of the console for somebody with these roles. `known`: what has been read already, by query key. */
export function draw(
  part: ReactNode,
  {
    roles = ['admin'],
    known = [],
  }: { roles?: Role[]; known?: readonly (readonly [readonly unknown[], unknown])[] } = {},
): string {
  const services: AppServices = {
    client: createFakeClient(),
    session: {
      account: { id: ME, name: 'Ada Park', email: 'ada@shop.test', roles },
      workspace: { id: idOf(2), name: 'Shop', locale: 'en', timeZone: 'UTC', isDemo: false },
      expiresAt: 0,
    },
    signOut: () => Promise.resolve(),
  };
  const queries = new QueryClient();
  for (const [key, data] of known) queries.setQueryData(key, data);
  return renderToStaticMarkup(
    <AppContext value={services}>
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          <Router hook={useHashLocation} ssrPath="/journal">
            {part}
          </Router>
        </TooltipProvider>
      </QueryClientProvider>
    </AppContext>,
  );
}

/** The text of a drawing, without its tags. */
export const textIn = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'");
