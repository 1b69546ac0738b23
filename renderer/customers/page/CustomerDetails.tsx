import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMaySeeMoney, useMoney } from '#renderer/customers/hooks/useMoney.ts';
import { PayersPart } from '#renderer/customers/payers/PayersPart.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';

interface CustomerDetailsProps {
  readonly customer: OutputOf<'customers.get'>;
}

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'medium' };

/** Facts about a customer, and which payers of Stripe's they are. */
export function CustomerDetails({ customer }: CustomerDetailsProps) {
  const { page: words, payers } = useWords().customers;
  const hasMoney = useMaySeeMoney();
  const money = useMoney(customer.id);
  const { firstPaymentAt = null, lastPaymentAt = null } = money.data ?? {};
  const isTyped = customer.email !== null && !customer.isEmailVerified;
  return (
    <div className="flex flex-col gap-6 p-4">
      <section>
        <h3 className="mb-2 text-meta font-semibold text-ink-muted">{words.facts}</h3>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
          <dt className="text-ink-muted">{words.email}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <Email email={customer.email} />
            {isTyped && <Badge tone="warning">{words.unverified}</Badge>}
          </dd>
          <dt className="text-ink-muted">{words.firstSeen}</dt>
          <dd>
            <ExactTime at={customer.createdAt} format={DAY} />
          </dd>
          <dt className="text-ink-muted">{words.lastSeen}</dt>
          <dd>
            <ExactTime at={customer.lastSeenAt} format={DAY} />
          </dd>
          {firstPaymentAt !== null && lastPaymentAt !== null && (
            <>
              <dt className="text-ink-muted">{payers.first}</dt>
              <dd>
                <ExactTime at={firstPaymentAt} format={DAY} />
              </dd>
              <dt className="text-ink-muted">{payers.last}</dt>
              <dd>
                <ExactTime at={lastPaymentAt} format={DAY} />
              </dd>
            </>
          )}
          <dt className="text-ink-muted">{words.id}</dt>
          <dd className="min-w-0">
            <code className="font-mono text-meta wrap-anywhere text-ink-muted select-text">{customer.id}</code>
          </dd>
        </dl>
      </section>
      {hasMoney && <Payers customer={customer} query={money} />}
    </div>
  );
}

function Email({ email }: { readonly email: string | null }) {
  const { noEmail } = useWords().customers.panel;
  if (email === null) return <span className="text-ink-faint">{noEmail}</span>;
  return <span className="wrap-anywhere select-text">{email}</span>;
}

interface PayersProps extends CustomerDetailsProps {
  readonly query: ReturnType<typeof useMoney>;
}

function Payers({ customer, query }: PayersProps) {
  const { payers: words } = useWords().customers;
  if (query.data !== undefined) return <PayersPart customer={customer} money={query.data} />;
  if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
  return <SkeletonList label={words.loading} rows={2} rowHeight={48} avatar={false} />;
}
