import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AppContext, type AppServices } from '#renderer/app/context.ts';
import { CustomerPanel } from '#renderer/customers/CustomerPanel.tsx';
import { customersWords } from '#renderer/customers/words.en.ts';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { createFakeClient } from '#tests/renderer/chat/support/fakeClient.ts';
import { idOf, ME } from '#tests/renderer/chat/support/make.ts';

const CUSTOMER = idOf(500);
const words = customersWords.panel;

const services: AppServices = {
  client: createFakeClient(),
  session: {
    account: { id: ME, name: 'Mara', email: 'mara@shop.test', roles: ['support'] },
    workspace: { id: idOf(2), name: 'Shop', locale: 'en', timeZone: 'UTC', isDemo: false },
    expiresAt: 0,
  },
  signOut: () => Promise.resolve(),
};

function panel(known: OutputOf<'customers.get'> | null): string {
  const queryClient = new QueryClient();
  if (known !== null) queryClient.setQueryData(['customers.get', CUSTOMER], known);
  return renderToStaticMarkup(
    <AppContext value={services}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <CustomerPanel
            customerId={CUSTOMER}
            name="Visitor 7F3A"
            siteName="Kiln & Clay"
            currentConversationId={idOf(1)}
            version="1"
            onOpenConversation={() => undefined}
            onHide={() => undefined}
          />
        </TooltipProvider>
      </QueryClientProvider>
    </AppContext>,
  );
}

const conversation = (number: number, preview: string) => ({
  id: idOf(number),
  status: 'closed' as const,
  createdAt: 1_700_000_000_000,
  activeAt: 1_700_000_000_000,
  preview,
});
const ada: OutputOf<'customers.get'> = {
  id: CUSTOMER,
  name: 'Ada Park',
  email: 'ada@example.com',
  createdAt: 1_700_000_000_000,
  lastSeenAt: 1_700_000_000_000,
  conversations: [conversation(1, 'the open one'), conversation(2, 'the <b>vase</b> of last year')],
};

describe('the customer panel', () => {
  it('shows its shape while the customer is read', () => {
    expect(panel(null)).toContain(words.loading);
  });

  it('says who the customer is and what was talked about before, as text', () => {
    const html = panel(ada);
    for (const said of ['Ada Park', 'ada@example.com', 'Nov 14, 2023', 'Kiln &amp; Clay']) expect(html).toContain(said);
    expect(html).toContain('the &lt;b&gt;vase&lt;/b&gt; of last year');
  });

  it('leaves the conversation that is open out of the earlier ones', () => {
    expect(panel(ada)).not.toContain('the open one');
    expect(panel({ ...ada, conversations: [conversation(1, 'the open one')] })).toContain(words.noEarlier);
  });

  it('calls somebody who gave nothing by their label', () => {
    const html = panel({ ...ada, name: null, email: null });
    for (const said of ['Visitor 7F3A', words.anonymous, words.noEmail]) expect(html).toContain(said);
  });
});
