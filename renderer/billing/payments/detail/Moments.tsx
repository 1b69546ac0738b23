import { Ban, CircleCheck, CirclePlus, CircleX, Gavel, Hourglass, Undo2, type LucideIcon } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { declineWords, methodText, reasonText } from '#renderer/billing/payments/model/labels.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { PaymentMoment } from '#shared/billing/payments/detail/contract.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Part } from './parts.tsx';

type Look = readonly [LucideIcon, string];
const good = 'text-success-text';
const bad = 'text-danger-text';
const plain = 'text-ink-faint';

const LOOKS: Readonly<Record<PaymentMoment['what'], Look>> = {
  created: [CirclePlus, plain],
  attemptSucceeded: [CircleCheck, good],
  attemptFailed: [CircleX, bad],
  attemptProcessing: [Hourglass, 'text-info-text'],
  authorized: [Hourglass, 'text-warning-text'],
  captured: [CircleCheck, good],
  canceled: [Ban, plain],
  refundCreated: [Undo2, plain],
  refundSucceeded: [Undo2, plain],
  refundFailed: [CircleX, bad],
  refundCanceled: [Ban, plain],
  disputeOpened: [Gavel, bad],
  disputeWon: [Gavel, good],
  disputeLost: [Gavel, bad],
  disputeClosed: [Gavel, plain],
};

/** What happened to a payment, the oldest first: each attempt with why it failed and what to tell the customer. */
export function Moments({ moments }: { readonly moments: readonly PaymentMoment[] }) {
  const { timeline: words } = useWords().billing.payments.detail;
  return (
    <Part title={words.title}>
      <ol className="flex flex-col">
        {moments.map((moment, index) => (
          <Moment
            key={`${moment.objectId} ${moment.what} ${String(index)}`}
            moment={moment}
            isLast={index === moments.length - 1}
          />
        ))}
      </ol>
    </Part>
  );
}

function Moment({ moment, isLast }: { readonly moment: PaymentMoment; readonly isLast: boolean }) {
  const words = useWords().billing.payments;
  const { timeline } = words.detail;
  const { what, amount, currency, at, method, reason, sellerMessage } = moment;
  const [Icon, color] = LOOKS[what];
  return (
    <li className={cx('relative flex gap-3', !isLast && 'pb-3.5')}>
      {!isLast && <span aria-hidden className="absolute start-2 top-5 bottom-0 w-px bg-line" />}
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', color)} strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="font-medium">{timeline.what[what]}</span>
          {amount !== null && currency !== null && <Money amount={amount} currency={currency} />}
          {at !== null && (
            <ExactTime
              at={at}
              format={{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }}
              className="ms-auto shrink-0 text-meta text-ink-faint tabular-nums"
            />
          )}
        </p>
        {method !== null && <p className="text-ink-muted">{methodText(method, words)}</p>}
        {what === 'attemptFailed' && <Decline moment={moment} />}
        {reason !== null && <p className="text-ink-muted">{reasonText(reason, words)}</p>}
        {sellerMessage !== null && what === 'attemptFailed' && (
          <p className="text-meta text-ink-faint select-text">{timeline.stripeSays(sellerMessage)}</p>
        )}
      </div>
    </li>
  );
}

/** Why an attempt was declined, and what the customer may hear. */
function Decline({ moment: { declineCode, failureCode } }: { readonly moment: PaymentMoment }) {
  const words = useWords().billing.payments;
  const code = declineCode ?? failureCode;
  if (code === null) return null;
  const { what, tell } = declineWords(code, words);
  return (
    <div className="mt-1 mb-0.5 rounded-small bg-sunken px-2.5 py-2 select-text">
      <p>
        {what.charAt(0).toUpperCase() + what.slice(1)}.{' '}
        <code className="font-mono text-meta text-ink-muted">{code}</code>
      </p>
      <p className="mt-1 text-ink-muted">
        <span className="font-medium text-ink">{words.detail.decline.tellLead}:</span> {tell}
      </p>
    </div>
  );
}
