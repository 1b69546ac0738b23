import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Fact, Facts, Nothing, Part } from '#renderer/billing/payments/detail/parts.tsx';
import { TOTALS_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';
import type { Payment, PaymentFilter } from '#shared/billing/payments/contract.ts';
import { isGranted } from '#shared/wire/access.ts';

type Totals = OutputOf<'billing.paymentTotals'>;

const linkLook = 'w-fit font-medium text-accent-text underline-offset-2 hover:underline';

/** All payments of whoever made this one: at Stripe one person is often several customers, or none, with one address. Null when nobody can say. */
function filterOf({ customer, email }: Payment): PaymentFilter | null {
  if (email !== null) return { email };
  return customer.stripeId === null ? null : { customer: customer.stripeId };
}

function useTotals(filter: PaymentFilter | null) {
  const client = useClient();
  return useQuery({
    queryKey: [TOTALS_KEY, 'history', filter],
    queryFn: () => client.call('billing.paymentTotals', { filter: filter ?? {} }),
    enabled: filter !== null,
  });
}

interface CustomerHistoryProps {
  readonly payment: Payment;
  readonly conversationId: string | null;
}

/** Who is refunded, what they have paid and were given back before, and the ways to them. */
export function CustomerHistory({ payment, conversationId }: CustomerHistoryProps) {
  const { customer: words } = useWords().billing.refunds.decide;
  const { roles } = useSession().account;
  const filter = filterOf(payment);
  const all = useTotals(filter);
  const refunded = useTotals(filter === null ? null : { ...filter, refunded: ['partial', 'full'] });
  const { name, email, customer } = payment;
  return (
    <Part title={words.title}>
      {filter === null && name === null ? (
        <Nothing>{words.nobody}</Nothing>
      ) : (
        <Facts>
          {name !== null && <Fact term={words.name}>{name}</Fact>}
          {email !== null && <Fact term={words.email}>{email}</Fact>}
          {filter !== null && (
            <>
              <Fact term={words.payments}>
                <Sums query={all} of={({ received }) => received} say={words.paid} />
              </Fact>
              <Fact term={words.refunds}>
                <Sums query={refunded} of={(one) => one.refunded} say={words.refunded} />
              </Fact>
            </>
          )}
        </Facts>
      )}
      <p className="mt-2 flex flex-col gap-1 empty:hidden">
        {customer.id !== null && isGranted(roles, 'customers.read') && (
          <Link href={pathToCustomer(customer.id)} className={linkLook}>
            {words.page}
          </Link>
        )}
        {conversationId !== null && isGranted(roles, 'chat.read') && (
          <Link href={`/inbox/${conversationId}`} className={linkLook}>
            {words.conversation}
          </Link>
        )}
      </p>
    </Part>
  );
}

interface SumsProps {
  readonly query: Pick<UseQueryResult<Totals>, 'data' | 'isError'>;
  readonly of: (one: Totals['currencies'][number]) => number;
  readonly say: (count: number, sums: string) => string;
}

function Sums({ query: { data: totals, isError }, of, say }: SumsProps) {
  const { customer: words } = useWords().billing.refunds.decide;
  const { locale } = useUiEnvironment();
  if (totals === undefined && isError) return <span className="text-danger-text">{words.failed}</span>;
  if (totals === undefined)
    return (
      <span role="status">
        <span className="sr-only">{words.loading}</span>
        <Skeleton className="my-1 h-2.5 w-40" />
      </span>
    );
  if (totals.count === 0) return words.none;
  const sums = totals.currencies.map((one) => formatMoney({ amount: of(one), currency: one.currency }, locale));
  return say(totals.count, new Intl.ListFormat(locale, { type: 'conjunction' }).format(sums));
}
