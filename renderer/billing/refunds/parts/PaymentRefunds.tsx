import { ExternalLink } from 'lucide-react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Nothing, Part, StripeId } from '#renderer/billing/payments/detail/parts.tsx';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { useRefundFeed } from '#renderer/billing/refunds/hooks/useRefundFeed.ts';
import { useRefundsOf } from '#renderer/billing/refunds/hooks/useRefundsOf.ts';
import { KeptDrafts } from '#renderer/billing/refunds/outbox/KeptDrafts.tsx';
import { failureText } from '#renderer/billing/refunds/model/labels.ts';
import { mergedRefunds, type StripeRefund } from '#renderer/billing/refunds/model/merged.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { Refund, RefundState } from '#shared/billing/refunds/contract.ts';
import { REFUND_STATES } from '#shared/billing/refunds/states.ts';
import { RefundActions } from './RefundActions.tsx';
import { RefundBadge } from './RefundBadge.tsx';
import { RefundFacts } from './RefundFacts.tsx';

interface PaymentRefundsProps {
  readonly paymentId: string;
  /** As Stripe told them. */
  readonly refunds: readonly StripeRefund[];
}

/** What was given back of a payment, or shall be, and by whom: from here, or in Stripe's dashboard. */
export function PaymentRefunds({ paymentId, refunds }: PaymentRefundsProps) {
  const { refunds: texts } = useWords().billing.payments.detail;
  const query = useRefundsOf(paymentId);
  const { data } = query;
  useRefundFeed();
  // Whose a refund is, is known only with ours: until then nothing is said to be made in Stripe.
  const all = mergedRefunds(data?.refunds ?? null, refunds);
  return (
    <Part title={texts.title}>
      <div className="flex flex-col gap-3 empty:hidden">
        <KeptDrafts of={{ paymentId }} />
      </div>
      {/* Whether one waits already is known only with ours: nobody is told that there is none before. */}
      {data === undefined && query.isError && <QueryError title={texts.failed} query={query} />}
      {data === undefined && query.isPending && (
        <p role="status">
          <span className="sr-only">{texts.loading}</span>
          <Skeleton className="my-1 h-2.5 w-40" />
        </p>
      )}
      {data !== undefined && all.length === 0 && <Nothing>{texts.none}</Nothing>}
      <ul className="flex flex-col gap-4 empty:hidden">
        {all.map((one) => (
          <li key={one.id} className="flex flex-col gap-1">
            {one.origin === 'here' ? (
              <Ours refund={one.refund} at={one.at} />
            ) : (
              <Theirs refund={one.refund} isKnown={data !== undefined} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Ours({ refund, at }: { readonly refund: Refund; readonly at: number }) {
  return (
    <>
      <div className="flex items-center gap-2">
        <Money amount={refund.amount} currency={refund.currency} className="font-medium" />
        <RefundBadge state={refund.state} />
        <ExactTime at={at} format={{ dateStyle: 'medium' }} className="ms-auto text-meta text-ink-faint" />
      </div>
      <RefundFacts refund={refund} />
      <div className="mt-1 flex flex-col gap-1.5 empty:hidden">
        <RefundActions refund={refund} />
      </div>
    </>
  );
}

/** Stripe's states are among ours, but for one. */
const stateOf = (state: string): RefundState | null => REFUND_STATES.find((one) => one === state) ?? null;

function Theirs({ refund, isKnown }: { readonly refund: StripeRefund; readonly isKnown: boolean }) {
  const { payments: words, refunds: texts } = useWords().billing;
  const { states } = words.detail.refunds;
  const { id, at, amount, currency, state, reason, failureReason } = refund;
  const known = stateOf(state);
  return (
    <>
      <div className="flex items-center gap-2">
        <Money amount={amount} currency={currency} className="font-medium" />
        {known === null ? <Badge tone="warning">{states[state] ?? state}</Badge> : <RefundBadge state={known} />}
        <ExactTime at={at} format={{ dateStyle: 'medium' }} className="ms-auto text-meta text-ink-faint" />
      </div>
      {isKnown && (
        <p className="flex items-center gap-1.5 text-ink-muted" title={texts.madeInStripeHint}>
          <ExternalLink aria-hidden className="size-3.5" strokeWidth={1.75} />
          {texts.madeInStripe}
        </p>
      )}
      {reason !== null && <p className="text-ink-muted">{reasonText(reason, words)}</p>}
      {failureReason !== null && (
        <p className="text-danger-text">{failureText({ code: failureReason, message: failureReason }, texts)}</p>
      )}
      <StripeId id={id} />
    </>
  );
}
