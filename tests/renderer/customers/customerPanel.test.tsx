import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Router } from 'wouter';
import { AppContext, type AppServices } from '#renderer/app/context.ts';
import { CustomerPanel } from '#renderer/customers/CustomerPanel.tsx';
import { customersWords } from '#renderer/customers/words.en.ts';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import type { OutputOf } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
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

interface Known {
  readonly money?: OutputOf<'customers.money'>;
  readonly timeline?: OutputOf<'customers.timeline'>;
  readonly roles?: readonly Role[];
}

function panel(known: OutputOf<'customers.get'> | null, { money, timeline, roles = ['support'] }: Known = {}): string {
  const queryClient = new QueryClient();
  if (money !== undefined) queryClient.setQueryData(['customers.money', CUSTOMER], money);
  if (timeline !== undefined)
    queryClient.setQueryData(['customers.timeline', CUSTOMER, 'all', 8], { pages: [timeline], pageParams: [null] });
  const session = { ...services.session, account: { ...services.session.account, roles: [...roles] } };
  if (known !== null) queryClient.setQueryData(['customers.get', CUSTOMER], known);
  return renderToStaticMarkup(
    <AppContext value={{ ...services, session }}>
      <QueryClientProvider client={queryClient}>
        <Router ssrPath="/inbox">
          <TooltipProvider>
            <CustomerPanel
              customerId={CUSTOMER}
              name="Visitor 7F3A"
              siteName="Kiln & Clay"
              currentConversationId={idOf(1)}
              version="1"
              onOpenConversation={() => undefined}
              onHide={() => undefined}
              onRefund={() => undefined}
            />
          </TooltipProvider>
        </Router>
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
  isEmailVerified: false,
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

  const money: OutputOf<'customers.money'> = {
    totals: [
      { currency: 'EUR', payments: 2, paid: 16_950, refunded: 1_000 },
      { currency: 'JPY', payments: 1, paid: 900, refunded: 0 },
    ],
    openDisputes: 1,
    firstPaymentAt: 1_700_000_000_000,
    lastPaymentAt: 1_700_000_100_000,
    payers: [
      {
        payerId: 'cus_1',
        name: 'A. <i>Park</i>',
        email: 'ada@example.com',
        payment: null,
        how: 'hand',
        linkedAt: 1_700_000_000_000,
        linkedBy: 'Mara',
      },
    ],
    suggestions: [
      {
        payerId: 'pi_1',
        name: null,
        email: null,
        payment: { amount: 700, currency: 'USD', createdAt: 1_700_000_000_000 },
      },
    ],
  };
  const timeline: OutputOf<'customers.timeline'> = {
    moments: [
      {
        kind: 'messages',
        id: 'messages:1',
        at: 1_700_000_000_000,
        conversationId: idOf(2),
        count: 3,
        words: 'the <b>vase</b>',
        authorKind: 'visitor',
        by: null,
      },
      {
        kind: 'messages',
        id: 'messages:0',
        at: 1_600_000_000_000,
        conversationId: idOf(3),
        count: 1,
        words: null,
        authorKind: 'visitor',
        by: null,
      },
      {
        kind: 'refund',
        id: 'refund:1',
        at: 1_500_000_000_000,
        paymentId: 'pi_2',
        amount: 1_000,
        currency: 'EUR',
        state: 'succeeded',
        reason: null,
      },
    ],
    next: null,
  };

  it('says what was paid, who is linked and how, and who might be, of whom nobody has proven anything', () => {
    const html = panel(ada, { money, timeline });
    const { payers, timeline: said } = customersWords;
    for (const part of ['€169.50', '¥900', payers.refundedOf('€10.00'), payers.openDisputes(1), '$7.00'])
      expect(html).toContain(part);
    for (const part of [payers.handBy('Mara'), payers.suggestions, payers.payment, 'A. &lt;i&gt;Park&lt;/i&gt;'])
      expect(html).toContain(part);
    for (const part of [said.messages(3), 'Customer: the &lt;b&gt;vase&lt;/b&gt;', said.erased, 'Refunded'])
      expect(html).toContain(part);
    for (const path of [`/inbox/${idOf(2)}`, '/payments/pi_2', `/customers/${CUSTOMER}`])
      expect(html).toContain(`href="${path}"`);
  });

  it('shows no money to whoever may not read payments, also when some was read before', () => {
    const html = panel(ada, { money, timeline: { moments: [], next: null }, roles: [] });
    for (const trace of ['€', '¥', '$7', 'A. &lt;i&gt;Park', customersWords.payers.title, customersWords.payers.paid])
      expect(html).not.toContain(trace);
    expect(html).toContain('Ada Park');
  });
});
