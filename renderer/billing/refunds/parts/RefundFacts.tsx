import { useWords } from '#renderer/app/words/useWords.ts';
import { failureText, refundReasonText } from '#renderer/billing/refunds/model/labels.ts';
import { StripeId } from '#renderer/billing/payments/detail/parts.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { Expiry } from './Expiry.tsx';
import { RefundSteps } from './RefundSteps.tsx';

/** All that is told of one refund under its amount and state. */
export function RefundFacts({ refund }: { readonly refund: Refund }) {
  const words = useWords();
  const texts = words.billing.refunds;
  const { state, reason, note, failure, stripeId, expiresAt } = refund;
  const hint = Object.hasOwn(texts.hints, state) ? texts.hints[state as keyof typeof texts.hints] : null;
  return (
    <>
      {hint !== null && <p className="text-ink-muted">{hint}</p>}
      {failure !== null && <p className="text-danger-text select-text">{failureText(failure, texts)}</p>}
      {reason !== null && <p className="text-ink-muted">{refundReasonText(reason, words)}</p>}
      <Quoted label={texts.note} text={note} />
      <Quoted label={texts.toldCustomer} text={refund.words} />
      <RefundSteps refund={refund} />
      {state === 'requested' && expiresAt !== null && <Expiry at={expiresAt} className="text-warning-text" />}
      {stripeId !== null && <StripeId id={stripeId} />}
    </>
  );
}

function Quoted({ label, text }: { readonly label: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p className="wrap-anywhere whitespace-pre-line select-text">
      <span className="text-ink-muted">{label}:</span> {text}
    </p>
  );
}
