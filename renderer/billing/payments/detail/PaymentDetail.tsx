import { CreditCard } from 'lucide-react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { PaymentRefunds } from '#renderer/billing/refunds/parts/PaymentRefunds.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { CustomerPart } from './CustomerPart.tsx';
import { Events } from './Events.tsx';
import { Head } from './Head.tsx';
import { Moments } from './Moments.tsx';
import { Disputes, Metadata, Settlement } from './MoneyParts.tsx';
import { RawObjects } from './RawObjects.tsx';
import { usePayment } from './usePayment.ts';

/** One payment with all that belongs to it. */
export function PaymentDetail({ paymentId }: { readonly paymentId: string }) {
  const words = useWords().billing.payments.detail;
  const query = usePayment(paymentId);
  const whole = query.data;
  if (whole === undefined) {
    if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
    return <SkeletonList label={words.loading} rows={9} rowHeight={56} avatar={false} />;
  }
  if (whole === null) return <EmptyState icon={CreditCard} title={words.gone} description={words.goneDescription} />;
  return (
    <>
      {query.isRefetchError && (
        <p className="border-b border-line px-5 py-2 text-meta text-ink-muted">
          <StaleNote at={query.dataUpdatedAt} />
        </p>
      )}
      <Head whole={whole} />
      <Moments moments={whole.timeline} />
      <Settlement settlement={whole.settlement} />
      <PaymentRefunds paymentId={paymentId} refunds={whole.refunds} />
      <Disputes disputes={whole.disputes} />
      <CustomerPart payment={whole.payment} conversationIds={whole.conversationIds} />
      <Metadata metadata={whole.metadata} />
      <Events events={whole.events} />
      <RawObjects objects={whole.objects} />
    </>
  );
}
