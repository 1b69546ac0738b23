import { X } from 'lucide-react';
import { ConversationHistory } from '#renderer/audit/ConversationHistory.tsx';
import { LabelsPart } from '#renderer/chat/labels/LabelsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useCustomer } from '#renderer/customers/hooks/useCustomer.ts';
import { useCustomerFeed } from '#renderer/customers/hooks/useCustomerFeed.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import { EarlierConversations } from './EarlierConversations.tsx';
import { PanelMoments } from './PanelMoments.tsx';
import { PanelMoney } from './PanelMoney.tsx';
import { PanelSkeleton } from './PanelSkeleton.tsx';

export interface CustomerPanelProps {
  readonly customerId: string;
  /** What to call the customer, also when they gave no name. */
  readonly name: string;
  readonly siteName: string;
  readonly currentConversationId: string;
  /** Changes with the current conversation. */
  readonly version: string;
  readonly onOpenConversation: (conversationId: string) => void;
  /** Null where what surrounds the panel closes it. */
  readonly onHide: (() => void) | null;
  /** Null for who may not. */
  readonly onRefund: ((paymentId: string) => void) | null;
}

/** Who the customer is: what they gave, when they came, what they paid and what was talked about before. */
export function CustomerPanel(props: CustomerPanelProps) {
  const { customerId, name, siteName, currentConversationId, version, onOpenConversation, onHide, onRefund } = props;
  const words = useWords();
  const { data, error, refetch, isFetching } = useCustomer(customerId);
  useCustomerFeed(customerId);
  const told = wordsForError(error, words);
  return (
    <aside aria-label={words.customers.panel.title} className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      {onHide !== null && (
        <header className="flex h-12 shrink-0 items-center border-b border-line ps-4 pe-2">
          <h2 className="flex-1 truncate text-title font-semibold">{words.customers.panel.title}</h2>
          <IconButton label={words.customers.panel.hide} icon={X} onClick={onHide} />
        </header>
      )}
      {data === undefined && error === null && <PanelSkeleton />}
      {data === undefined && error !== null && (
        <ErrorState
          title={words.customers.panel.failedTitle}
          description={told.message}
          retryLabel={words.app.retry}
          busy={isFetching}
          onRetry={() => void refetch()}
          {...(told.reference === null ? {} : { reference: told.reference })}
        />
      )}
      {data !== undefined && (
        <div className="flex flex-col gap-6 p-4">
          <div className="flex items-center gap-3">
            <Avatar name={data.name} seed={customerId} size="large" />
            <div className="min-w-0">
              <p className="truncate text-title font-semibold">{data.name ?? name}</p>
              {data.name === null && <p className="truncate text-ink-muted">{words.customers.panel.anonymous}</p>}
            </div>
          </div>
          <CustomerFacts email={data.email} createdAt={data.createdAt} siteName={siteName} />
          <LabelsPart conversationId={currentConversationId} />
          <PanelMoney customer={data}>
            <PanelMoments customerId={customerId} onRefund={onRefund} />
          </PanelMoney>
          <EarlierConversations
            conversations={data.conversations}
            currentId={currentConversationId}
            onOpen={onOpenConversation}
          />
          <ConversationHistory conversationId={currentConversationId} version={version} />
        </div>
      )}
    </aside>
  );
}
