import { ArrowLeft, CheckCheck, PanelRight, RotateCcw } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import { useConversationActions } from '#renderer/chat/hooks/useConversationActions.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { VisitorPresenceLine } from './VisitorPresenceLine.tsx';
import { AssignMenu } from './AssignMenu.tsx';

interface ThreadHeaderProps {
  readonly conversation: ConversationSummary;
  /** Null where the list stands beside the thread. */
  readonly onBack: (() => void) | null;
  readonly assignOpen: boolean;
  readonly onAssignOpenChange: (open: boolean) => void;
  readonly customerShown: boolean;
  readonly onToggleCustomer: () => void;
}

/** Who one talks with, how the conversation stands, and what can be done with it. */
export function ThreadHeader({
  conversation,
  onBack,
  assignOpen,
  onAssignOpenChange,
  customerShown,
  onToggleCustomer,
}: ThreadHeaderProps) {
  const words = useWords().chat;
  const me = useMe();
  const actions = useConversationActions();
  const { customer, status, assignee, siteName } = conversation;
  const name = useCustomerName()(customer);
  const isOpen = status === 'open';
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      {onBack !== null && (
        <IconButton label={words.thread.back} icon={ArrowLeft} shortcut="escape" onClick={onBack} className="-ms-1" />
      )}
      <Avatar name={customer.name} seed={customer.id} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-title leading-5 font-semibold">{name}</h2>
        <p className="flex items-center gap-1.5 truncate text-meta text-ink-faint">
          <span className="truncate">{siteName}</span>
          <VisitorPresenceLine conversationId={conversation.id} />
        </p>
      </div>
      <Badge tone={isOpen ? 'success' : 'neutral'}>{isOpen ? words.thread.open : words.thread.closed}</Badge>
      {me.mayWrite && (
        <>
          <AssignMenu
            assignee={assignee}
            open={assignOpen}
            onOpenChange={onAssignOpenChange}
            onAssign={(to) => actions.assign(conversation, to)}
          />
          <Button
            icon={isOpen ? CheckCheck : RotateCcw}
            aria-label={isOpen ? words.thread.closeLabel : words.thread.reopenLabel}
            onClick={() => (isOpen ? actions.close(conversation) : actions.reopen(conversation))}
          >
            {isOpen ? words.thread.close : words.thread.reopen}
          </Button>
        </>
      )}
      <IconButton
        label={customerShown ? words.thread.hideCustomer : words.thread.showCustomer}
        icon={PanelRight}
        shortcut="c"
        pressed={customerShown}
        onClick={onToggleCustomer}
        className="-me-1"
      />
    </header>
  );
}
