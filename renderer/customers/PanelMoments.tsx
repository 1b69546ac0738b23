import { Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { isRefundable } from '#renderer/billing/refunds/thread/useRefundable.ts';
import { useMoments } from '#renderer/customers/hooks/useMoments.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { pathOfMoment } from '#renderer/customers/timeline/momentText.ts';
import { MomentBody } from '#renderer/customers/timeline/MomentRow.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';

const PAGE = 8;
const ROW = 'flex min-w-0 flex-1 items-start gap-2.5 rounded-small px-2 py-1.5';

interface PanelMomentsProps {
  readonly customerId: string;
  /** Null for who may not. */
  readonly onRefund: ((paymentId: string) => void) | null;
}

/** The last that happened with a customer, and the way to all of it. */
export function PanelMoments({ customerId, onRefund }: PanelMomentsProps) {
  const { panel, timeline } = useWords().customers;
  const { query, moments } = useMoments(customerId, 'all', PAGE);
  return (
    <section>
      <div className="mb-1.5 flex items-baseline gap-2">
        <h3 className="text-meta font-semibold text-ink-muted">{panel.recent}</h3>
        <Link
          href={pathToCustomer(customerId)}
          className="ms-auto font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {panel.showAll}
        </Link>
      </div>
      {query.data === undefined && query.isError && <QueryError title={timeline.failedTitle} query={query} />}
      {query.data === undefined && !query.isError && (
        <SkeletonList label={timeline.loading} rows={4} rowHeight={48} avatar={false} />
      )}
      <ol className="-mx-2 flex flex-col empty:hidden">
        {moments.slice(0, PAGE).map((moment) => (
          <li key={moment.id} className="flex items-start">
            <PanelMoment moment={moment} />
            {onRefund !== null && moment.kind === 'payment' && isRefundable(moment.payment) && (
              <RefundThis payment={moment.payment} onRefund={onRefund} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function PanelMoment({ moment }: { readonly moment: CustomerMoment }) {
  const path = pathOfMoment(moment, pathToPayment);
  const body = <MomentBody moment={moment} time={<RelativeTime at={moment.at} />} />;
  if (path === null) return <div className={ROW}>{body}</div>;
  return (
    <Link href={path} className={`${ROW} hover:bg-hover active:bg-pressed`}>
      {body}
    </Link>
  );
}

interface RefundThisProps {
  readonly payment: Payment;
  readonly onRefund: (paymentId: string) => void;
}

/** A payment of which something is left can be given back from here. */
function RefundThis({ payment: { id, amount, currency }, onRefund }: RefundThisProps) {
  const words = useWords().billing.refunds.thread;
  const { locale } = useUiEnvironment();
  const label = words.refundThis(formatMoney({ amount, currency }, locale));
  return <IconButton label={label} icon={Undo2} onClick={() => onRefund(id)} />;
}
