import { Copy, CreditCard, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Message, PaymentRequestObject } from '#shared/chat/contract.ts';
import { TakeBackDialog } from './TakeBackDialog.tsx';

const TONES: Readonly<Record<PaymentRequestObject['state'], Tone>> = {
  open: 'info',
  paid: 'success',
  expired: 'warning',
  canceled: 'neutral',
};

interface RequestCardProps {
  readonly message: Message;
  readonly object: PaymentRequestObject;
  /** Who asked. */
  readonly author: string;
  readonly mayRequest: boolean;
}

/** A payment request in a thread, as it stands now. */
export function RequestCard({ message, object, author, mayRequest }: RequestCardProps) {
  const { app, billing } = useWords();
  const words = billing.requests;
  const { locale } = useUiEnvironment();
  const [isTakingBack, setIsTakingBack] = useState(false);
  const { amount, currency, state, url } = object;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url ?? '');
      showToast({ tone: 'success', title: words.copied });
    } catch {
      showToast({ tone: 'danger', title: words.copyFailed, description: app.copyFailed });
    }
  }
  return (
    <div className="flex justify-end ps-12 pt-3">
      <section
        aria-label={words.label}
        className="flex w-80 max-w-full min-w-0 flex-col gap-2 rounded-large border border-line bg-raised px-3.5 py-3 shadow-1"
      >
        <span className="flex items-center gap-2 text-meta text-ink-muted">
          <CreditCard aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
          {words.label}
          <Badge tone={TONES[state]} className="ms-auto">
            {words.states[state]}
          </Badge>
        </span>
        <Money amount={amount} currency={currency} className="text-title font-semibold" />
        <p className="wrap-anywhere select-text">{message.body}</p>
        {state === 'open' && (
          <span className="flex flex-wrap gap-2 pt-1">
            {url !== null && (
              <Button icon={Copy} onClick={() => void copy()}>
                {words.copy}
              </Button>
            )}
            {mayRequest && (
              <Button variant="ghost" icon={Undo2} onClick={() => setIsTakingBack(true)}>
                {words.takeBack}
              </Button>
            )}
          </span>
        )}
        <span className="flex items-center gap-1.5 text-meta text-ink-faint tabular-nums">
          <span className="min-w-0 truncate">{author}</span>
          <span aria-hidden>·</span>
          <ExactTime at={object.paidAt ?? message.at} className="shrink-0" />
        </span>
      </section>
      {isTakingBack && (
        <TakeBackDialog
          requestId={object.id}
          amount={formatMoney({ amount, currency }, locale)}
          onClose={() => setIsTakingBack(false)}
        />
      )}
    </div>
  );
}
