import { Link } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { useMoments } from '#renderer/customers/hooks/useMoments.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { pathOfMoment } from '#renderer/customers/timeline/momentText.ts';
import { MomentBody } from '#renderer/customers/timeline/MomentRow.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';

const PAGE = 8;
const ROW = 'flex items-start gap-2.5 rounded-small px-2 py-1.5';

/** The last that happened with a customer, and the way to all of it. */
export function PanelMoments({ customerId }: { readonly customerId: string }) {
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
          <li key={moment.id}>
            <PanelMoment moment={moment} />
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
