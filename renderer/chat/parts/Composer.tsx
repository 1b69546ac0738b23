import { CreditCard, Eye, SendHorizontal, Undo2 } from 'lucide-react';
import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { lengthOfReply, replyOf } from '#renderer/chat/model/reply.ts';
import type { TypingSignal } from '#renderer/chat/state/typingSignal.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { TextArea } from '#renderer/ui/TextArea.tsx';
import { isGranted } from '#shared/wire/access.ts';

interface ComposerProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSend: (body: string) => void;
  readonly typing: TypingSignal;
  readonly customerName: string;
  readonly isClosed: boolean;
  /** Null for who may not. */
  readonly onRequestPayment: (() => void) | null;
  readonly onRefund: (() => void) | null;
  readonly ref: RefObject<HTMLTextAreaElement | null>;
}

/** Where a reply is written. Enter sends, Shift+Enter starts a new line. */
export function Composer({
  text,
  onText,
  onSend,
  typing,
  customerName,
  isClosed,
  onRequestPayment,
  onRefund,
  ref,
}: ComposerProps) {
  const words = useWords().chat.composer;
  const body = replyOf(text);
  const { left, isNear } = lengthOfReply(text);
  const canSend = body !== '' && left >= 0;

  useEffect(() => () => typing.stopped(), [typing]);

  const send = (): void => {
    if (!canSend) return;
    onSend(body);
    onText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes, Enter picks a word.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="mx-auto w-full max-w-3xl shrink-0 px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rounded-large border border-line-control bg-raised shadow-1 focus-within:border-focus focus-within:ring-1 focus-within:ring-focus">
        <TextArea
          bare
          ref={ref}
          value={text}
          minimumRows={2}
          maximumRows={10}
          aria-label={words.label(customerName)}
          aria-describedby={isNear ? 'composer-left' : undefined}
          aria-invalid={left < 0}
          placeholder={words.placeholder(customerName)}
          onKeyDown={onKeyDown}
          onBlur={() => typing.stopped()}
          onChange={({ target }) => {
            onText(target.value);
            if (replyOf(target.value) === '') typing.stopped();
            else typing.struck();
          }}
          className="px-1 pt-1"
        />
        <div className="flex h-10 items-center gap-3 ps-3.5 pe-1.5 text-meta text-ink-faint">
          {isNear ? (
            <span
              id="composer-left"
              role="status"
              className={cx('tabular-nums', left < 0 && 'font-medium text-danger-text')}
            >
              {left < 0 ? words.over(-left) : words.left(left)}
            </span>
          ) : isClosed ? (
            <span>{words.closedHint}</span>
          ) : (
            <span className="flex items-center gap-1.5 truncate">
              <Kbd keys="enter" /> {words.enterSends} <span aria-hidden>·</span> <Kbd keys="shift+enter" />{' '}
              {words.shiftEnterBreaks}
            </span>
          )}
          <span className="ms-auto flex shrink-0 items-center gap-1.5">
            <RefundButton onRefund={onRefund} />
            <RequestButton onRequest={onRequestPayment} />
            <Button type="submit" variant="primary" icon={SendHorizontal} disabled={!canSend}>
              {words.send}
            </Button>
          </span>
        </div>
      </div>
    </form>
  );
}

function RequestButton({ onRequest }: { readonly onRequest: (() => void) | null }) {
  const words = useWords().billing.requests;
  if (onRequest === null) return null;
  return (
    <Button variant="ghost" icon={CreditCard} onClick={onRequest}>
      {words.open}
    </Button>
  );
}

/** Who may not request a refund drafts it. */
function RefundButton({ onRefund }: { readonly onRefund: (() => void) | null }) {
  const { open } = useWords().billing.refunds.thread;
  const { roles } = useSession().account;
  if (onRefund === null) return null;
  return (
    <Button variant="ghost" icon={Undo2} onClick={onRefund}>
      {isGranted(roles, 'refunds.request') ? open.request : open.draft}
    </Button>
  );
}

/** In the composer's place, for who may only read. */
export function ReadOnlyNote({ onRequestPayment, onRefund }: Pick<ComposerProps, 'onRequestPayment' | 'onRefund'>) {
  const words = useWords().chat.composer;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pb-4">
      <p className="flex items-start gap-2.5 rounded-large border border-line bg-sunken px-3.5 py-3 text-ink-muted">
        <Eye aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
        <span>
          <span className="font-medium text-ink">{words.readOnlyTitle}</span> {words.readOnlyHint}
        </span>
        <span className="ms-auto flex shrink-0 items-center gap-1.5">
          <RefundButton onRefund={onRefund} />
          <RequestButton onRequest={onRequestPayment} />
        </span>
      </p>
    </div>
  );
}
