import { useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat, useMe } from '#renderer/chat/hooks/useChat.ts';
import { useConversation } from '#renderer/chat/hooks/useConversation.ts';
import { useConversationActions } from '#renderer/chat/hooks/useConversationActions.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useConversationKeys } from '#renderer/chat/hooks/useConversationKeys.ts';
import { ConversationRefund } from '#renderer/billing/refunds/thread/ConversationRefund.tsx';
import { RequestDialog } from '#renderer/billing/requests/RequestDialog.tsx';
import { CustomerPanel } from '#renderer/customers/CustomerPanel.tsx';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { Thread } from './Thread.tsx';

interface ConversationProps {
  readonly conversationId: string;
  readonly composer: RefObject<HTMLTextAreaElement | null>;
  readonly onOpen: (conversationId: string) => void;
  readonly onLeave: () => void;
}

const PANEL_KEY = 'optimaliq.inbox.customer';

/** The open conversation with its customer beside it, and the keys that work on it. Keyed by its id. */
export function Conversation({ conversationId, composer, onOpen, onLeave }: ConversationProps) {
  const words = useWords();
  const chat = useChat();
  const me = useMe();
  const room = useRoom();
  const storage = useDeviceStorage();
  const actions = useConversationActions();
  const nameOf = useCustomerName();
  const watched = useConversation(chat.inbox, conversationId);
  const { account } = useSession();
  const [, navigate] = useLocation();
  const [isRequesting, setIsRequesting] = useState(false);
  /** `paymentId` null: which payment is asked first. */
  const [refunding, setRefunding] = useState<{ readonly paymentId: string | null } | null>(null);
  const [assignOpen, setAssignOpen] = useState(false);
  const [panelShown, setPanelShown] = useState(() => storage.getItem(PANEL_KEY) !== 'hidden');
  const [drawerShown, setDrawerShown] = useState(false);
  const isWide = room === 'wide';
  const customerShown = isWide ? panelShown : drawerShown;
  const toggleCustomer = (): void => {
    if (!isWide) {
      setDrawerShown(!drawerShown);
      return;
    }
    setPanelShown(!panelShown);
    storage.setItem(PANEL_KEY, panelShown ? 'hidden' : 'shown');
  };

  const { summary } = watched;
  const isMine = summary?.assignee?.id === me.accountId;
  const writable = me.mayWrite ? summary : null;
  const requestPayment =
    summary !== null && isGranted(account.roles, 'payments.request') ? () => setIsRequesting(true) : null;
  const mayRefund = summary !== null && isGranted(account.roles, 'refunds.draft');
  const refund = mayRefund ? () => setRefunding({ paymentId: null }) : null;
  useConversationKeys({
    requestPayment,
    refund,
    customer: summary === null ? null : toggleCustomer,
    customerPage:
      summary !== null && isGranted(account.roles, 'customers.read')
        ? () => navigate(pathToCustomer(summary.customer.id))
        : null,
    reply: writable && (() => composer.current?.focus()),
    assign: writable && (() => setAssignOpen(true)),
    assignToMe: writable && !isMine ? () => actions.assign(writable, { id: me.accountId, name: me.name }) : null,
    unassign: writable?.assignee ? () => actions.assign(writable, null) : null,
    close: writable?.status === 'open' ? () => actions.close(writable) : null,
    reopen: writable?.status === 'closed' ? () => actions.reopen(writable) : null,
  });

  const thread = (
    <Thread
      conversationId={conversationId}
      watched={watched}
      onBack={room === 'narrow' ? onLeave : null}
      onGone={onLeave}
      onRetry={chat.inbox.reread}
      assignOpen={assignOpen}
      onAssignOpenChange={setAssignOpen}
      customerShown={customerShown}
      onToggleCustomer={toggleCustomer}
      composer={composer}
      onRequestPayment={requestPayment}
      onRefund={refund}
    />
  );
  const dialog = summary !== null && (
    <>
      {isRequesting && (
        <RequestDialog
          conversationId={conversationId}
          customerName={nameOf(summary.customer)}
          onClose={() => setIsRequesting(false)}
        />
      )}
      {refunding !== null && (
        <ConversationRefund
          conversationId={conversationId}
          customerId={summary.customer.id}
          paymentId={refunding.paymentId}
          onClose={() => setRefunding(null)}
        />
      )}
    </>
  );
  const panel = summary && (
    <CustomerPanel
      key={summary.customer.id}
      customerId={summary.customer.id}
      name={nameOf(summary.customer)}
      siteName={summary.siteName}
      currentConversationId={conversationId}
      version={`${String(summary.activeAt)} ${summary.status} ${summary.assignee?.id ?? ''}`}
      onOpenConversation={(id) => {
        setDrawerShown(false);
        onOpen(id);
      }}
      onHide={isWide ? toggleCustomer : null}
      onRefund={mayRefund ? (paymentId) => setRefunding({ paymentId }) : null}
    />
  );

  const isBeside = isWide && panelShown && panel !== null;
  return (
    <>
      {isBeside ? (
        <SplitPane
          id="optimaliq.panes.conversation"
          storage={storage}
          handleLabel={() => words.chat.panes.thread}
          panes={[
            { id: 'thread', content: thread },
            { id: 'customer', size: 300, minimum: 240, maximum: 480, content: panel },
          ]}
        />
      ) : (
        <>
          {thread}
          <Drawer
            open={!isWide && drawerShown}
            onOpenChange={setDrawerShown}
            title={words.customers.panel.title}
            closeLabel={words.app.close}
          >
            {panel}
          </Drawer>
        </>
      )}
      {/* In one place, so that what is being typed outlives a change of the window. */}
      {dialog}
    </>
  );
}
