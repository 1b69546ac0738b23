import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Fact, Facts, StripeId } from '#renderer/billing/payments/detail/parts.tsx';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { failureText } from '#renderer/billing/refunds/model/labels.ts';
import { useRefundsOfPayment } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import type { OpenRefund } from '#renderer/billing/refunds/all/model/place.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { RefundBadges } from './RefundBadges.tsx';

/** The refund that was opened, before the payment that it is of. */
export function OpenedRefund({ open: { id, paymentId } }: { readonly open: OpenRefund }) {
  const { payments, refunds } = useWords().billing;
  const words = refunds.all.facts;
  const { account } = useSession();
  const { data } = useRefundsOfPayment(paymentId);
  const refund = data?.refunds.find((one) => one.id === id);
  if (refund === undefined) return null;
  const { drafted, requested, decided, reason, failureCode, stripeId, conversationId } = refund;
  return (
    <section aria-label={words.title} className="flex flex-col gap-3 border-b border-line bg-sunken px-5 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Money amount={refund.amount} currency={refund.currency} className="text-heading font-semibold" />
        <RefundBadges refund={refund} />
      </div>
      <Facts>
        <Fact term={words.at}>
          <ExactTime at={refund.at} />
        </Fact>
        {reason !== null && <Fact term={words.reason}>{reasonText(reason, payments)}</Fact>}
        {failureCode !== null && (
          <Fact term={words.failure}>{failureText({ code: failureCode, message: failureCode }, refunds)}</Fact>
        )}
        {drafted !== null && <Fact term={words.drafted}>{drafted.name}</Fact>}
        {requested !== null && (
          <Fact term={words.requested}>
            {requested.name}, <ExactTime at={requested.at} />
          </Fact>
        )}
        {decided !== null && (
          <Fact term={refund.state === 'refused' ? words.refused : words.approved}>
            {decided.name}, <ExactTime at={decided.at} />
          </Fact>
        )}
        {stripeId !== null && (
          <Fact term={words.stripeId}>
            <StripeId id={stripeId} />
          </Fact>
        )}
      </Facts>
      {conversationId !== null && isGranted(account.roles, 'chat.read') && (
        <Link
          href={`/inbox/${conversationId}`}
          className="w-fit font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {words.conversation}
        </Link>
      )}
    </section>
  );
}
