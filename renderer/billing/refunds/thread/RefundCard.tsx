import { ArrowUpRight, MessageCircleReply } from 'lucide-react';
import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { RefundActions } from '#renderer/billing/refunds/parts/RefundActions.tsx';
import { RefundBadge } from '#renderer/billing/refunds/parts/RefundBadge.tsx';
import { RefundFacts } from '#renderer/billing/refunds/parts/RefundFacts.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { RefundObject } from '#shared/chat/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { CardHead, RefundCardFrame } from './RefundCardFrame.tsx';

interface RefundCardProps {
  readonly object: RefundObject;
  readonly conversationId: string;
}

/** A refund in a thread, as it stands now, and what the reader may do with it. */
export function RefundCard({ object, conversationId }: RefundCardProps) {
  const words = useWords().billing.refunds.thread;
  const { roles } = useSession().account;
  const { amount, currency, state, paymentId, toldAt } = object;
  const refund = { ...object, conversationId, stripeId: null };
  return (
    <RefundCardFrame label={words.label}>
      <CardHead>
        <span className="ms-auto">
          <RefundBadge state={state} />
        </span>
      </CardHead>
      <Money amount={amount} currency={currency} className="text-title font-semibold" />
      <div className="flex flex-col gap-1.5">
        <RefundFacts refund={refund} />
        {toldAt !== null && (
          <p className="flex items-center gap-1.5 text-success-text">
            <MessageCircleReply aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            {words.told} <ExactTime at={toldAt} className="tabular-nums" />
          </p>
        )}
      </div>
      <RefundActions refund={refund} />
      {isGranted(roles, 'payments.read') && (
        <Link
          href={pathToPayment(paymentId)}
          className="flex w-fit items-center gap-1 font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {words.openPayment}
          <ArrowUpRight aria-hidden className="size-3.5" strokeWidth={2} />
        </Link>
      )}
    </RefundCardFrame>
  );
}
