import { ArrowDown, CircleX } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Words } from '#renderer/app/words/en.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { Author, ConversationSummary, Message } from '#shared/chat/contract.ts';
import { tellsOfFailure } from '#shared/chat/failures.ts';

type Customer = ConversationSummary['customer'];

export function DayLine({ label }: { readonly label: string }) {
  return (
    <div className="flex items-center gap-3 pt-5 pb-1 text-meta font-medium text-ink-faint">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {label}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}

export function NewLine() {
  const words = useWords().chat.thread;
  return (
    <div className="flex items-center gap-3 pt-4 text-meta font-semibold text-accent-text">
      <span aria-hidden className="h-px flex-1 bg-accent/40" />
      {words.newLine}
    </div>
  );
}

function eventText({ author, event }: Message, by: string, all: Words, locale: string): string {
  const words = all.chat.events;
  if (event === null) return by;
  switch (event.type) {
    case 'assigned':
      return event.to === author.name ? words.assignedToSelf(by) : words.assigned(by, event.to);
    case 'unassigned':
      return words.unassigned(by);
    case 'closed':
      return words.closed(by);
    case 'reopened':
      return author.kind === 'visitor' ? words.reopenedByWriting(by) : words.reopened(by);
    default:
      return all.billing.refunds.thread.events[event.type](by, formatMoney(event, locale), event.note);
  }
}

export function useAuthorName(customer: Customer): (author: Author) => string {
  const words = useWords().chat;
  const me = useMe();
  const customerName = useCustomerName();
  return (author) => {
    if (author.kind === 'visitor') return customerName(customer);
    if (author.id === me.accountId) return words.you;
    return author.name ?? words.events.system;
  };
}

const hasNote = ({ event }: Message): boolean => event !== null && 'note' in event && event.note !== null;

/** Something that happened to the conversation, told in one line; a note is told whole. */
export function EventLine({ item, customer }: { readonly item: Message; readonly customer: Customer }) {
  const words = useWords();
  const { locale } = useUiEnvironment();
  const nameOf = useAuthorName(customer);
  return (
    <p
      className={cx(
        'flex items-center justify-center gap-1.5 pt-3 text-center text-meta',
        tellsOfFailure(item) ? 'font-medium text-danger-text' : 'text-ink-faint',
      )}
    >
      {tellsOfFailure(item) && <CircleX aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />}
      <span className={cx('min-w-0', hasNote(item) ? 'wrap-anywhere' : 'truncate')}>
        {eventText(item, nameOf(item.author), words, locale)}
      </span>
      <span aria-hidden>·</span>
      <ExactTime at={item.at} className="shrink-0 tabular-nums" />
    </p>
  );
}

interface TypingLineProps {
  readonly typists: readonly Author[];
  readonly customer: Customer;
}

/** Who is writing now. Its height is kept when nobody is, so that nothing jumps. */
export function TypingLine({ typists, customer }: TypingLineProps) {
  const words = useWords().chat.typing;
  const nameOf = useAuthorName(customer);
  const [one, other, ...more] = typists.map(nameOf);
  const text =
    one === undefined
      ? null
      : other === undefined
        ? words.one(one)
        : more.length === 0
          ? words.two(one, other)
          : words.many;
  return (
    <p aria-live="polite" className="flex h-6 shrink-0 items-center px-5 text-meta text-ink-muted italic">
      {text}
    </p>
  );
}

interface JumpPillProps {
  /** Messages that came since the reader left the end. */
  readonly count: number;
  readonly onJump: () => void;
}

export function JumpPill({ count, onJump }: JumpPillProps) {
  const words = useWords().chat.thread;
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute inset-x-0 bottom-2 mx-auto flex h-8 w-fit animate-pop-in items-center gap-1.5 rounded-full border border-line bg-raised px-3 font-medium shadow-2 hover:bg-sunken"
    >
      <ArrowDown aria-hidden className="size-4 text-ink-muted" strokeWidth={1.75} />
      {count === 0 ? words.jumpToEnd : words.jump(count)}
    </button>
  );
}
