import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { NEWEST_FIRST, pathOf } from '#renderer/billing/payments/model/place.ts';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { OurCustomer } from './OurCustomer.tsx';
import { Fact, Facts, Nothing, Part, StripeId } from './parts.tsx';

const linkLook = 'w-fit font-medium text-accent-text underline-offset-2 hover:underline';

/** Who pays, and the ways to everything else of theirs. */
export function CustomerPart({
  payment,
  conversationIds,
}: Pick<OutputOf<'billing.payment'>, 'payment' | 'conversationIds'>) {
  const { customer: words } = useWords().billing.payments.detail;
  const { account } = useSession();
  const { name, email, customer } = payment;
  const only = (filters: { readonly customer: string } | { readonly email: string }): string =>
    pathOf({ filters, sort: NEWEST_FIRST, paymentId: null });
  return (
    <Part title={words.title}>
      {name === null && email === null && customer.stripeId === null ? (
        <Nothing>{words.nobody}</Nothing>
      ) : (
        <Facts>
          {name !== null && <Fact term={words.name}>{name}</Fact>}
          {email !== null && <Fact term={words.email}>{email}</Fact>}
          {customer.stripeId !== null && (
            <Fact term={words.stripeId}>
              <StripeId id={customer.stripeId} />
            </Fact>
          )}
        </Facts>
      )}
      <OurCustomer payment={payment} />
      <p className="mt-2 flex flex-col gap-1 empty:hidden">
        {customer.stripeId !== null && (
          <Link href={only({ customer: customer.stripeId })} className={linkLook}>
            {words.others}
          </Link>
        )}
        {email !== null && (
          <Link href={only({ email })} className={linkLook}>
            {words.byEmail}
          </Link>
        )}
        {isGranted(account.roles, 'chat.read') &&
          conversationIds.map((id, index) => (
            <Link key={id} href={`/inbox/${id}`} className={linkLook}>
              {words.conversation(index + 1)}
            </Link>
          ))}
      </p>
    </Part>
  );
}
