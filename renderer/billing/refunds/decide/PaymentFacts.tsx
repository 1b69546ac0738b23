import { Link } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Fact, Facts, Part } from '#renderer/billing/payments/detail/parts.tsx';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { PaymentMethod } from '#renderer/billing/payments/parts/PaymentMethod.tsx';
import { StateBadges } from '#renderer/billing/payments/parts/StateBadges.tsx';
import { usePaymentRow, useRefundPreview } from '#renderer/billing/refunds/hooks/useRefundPreview.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { CustomerHistory } from './CustomerHistory.tsx';

/** What the refund is of: the payment, and the customer with their history. */
export function PaymentFacts({ refund }: { readonly refund: Refund }) {
  const { payment: words } = useWords().billing.refunds.decide;
  const { locale } = useUiEnvironment();
  const query = usePaymentRow(refund.paymentId);
  const { data: preview } = useRefundPreview(refund.paymentId);
  const { data: payment } = query;
  if (payment === undefined) {
    if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
    return <SkeletonList label={words.loading} rows={5} rowHeight={40} avatar={false} />;
  }
  const text = (amount: number): string => formatMoney({ amount, currency: payment.currency }, locale);
  return (
    <>
      <Part title={words.title}>
        <Facts>
          <Fact term={words.paid}>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              {text(payment.amount)} <StateBadges payment={payment} className="flex-wrap" />
            </span>
            <ExactTime
              at={payment.createdAt}
              format={{ dateStyle: 'medium', timeStyle: 'short' }}
              className="text-ink-muted"
            />
          </Fact>
          <Fact term={words.method}>
            <PaymentMethod method={payment.method} />
          </Fact>
          {payment.description !== null && <Fact term={words.what}>{payment.description}</Fact>}
          {preview !== undefined && (
            <Fact term={words.left}>
              {words.leftOf(text(preview.left), text(preview.received))}
              {refund.state === 'requested' && ` ${words.leftBesides}`}
            </Fact>
          )}
        </Facts>
        <Link
          href={pathToPayment(payment.id)}
          className="mt-2 block w-fit font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {words.open}
        </Link>
      </Part>
      <CustomerHistory payment={payment} conversationId={refund.conversationId} />
    </>
  );
}
