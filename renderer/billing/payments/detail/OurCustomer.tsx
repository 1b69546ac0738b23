import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { payerOf } from '#renderer/billing/payments/model/labels.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useCustomer } from '#renderer/customers/hooks/useCustomer.ts';
import { pathToCustomer } from '#renderer/customers/page/place.ts';
import { LinkPaymentDialog } from '#renderer/customers/payers/LinkPaymentDialog.tsx';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { isGranted } from '#shared/wire/access.ts';

/** Which of our customers paid, or the way to say so. */
export function OurCustomer({ payment }: { readonly payment: Payment }) {
  const words = useWords();
  const { account } = useSession();
  const [isLinking, setIsLinking] = useState(false);
  const { customer } = payment;
  if (customer.id !== null)
    return isGranted(account.roles, 'customers.read') ? <Named customerId={customer.id} /> : null;
  if (!isGranted(account.roles, 'customers.manage')) return null;
  return (
    <>
      <Button icon={Link2} className="mt-3" onClick={() => setIsLinking(true)}>
        {words.customers.payers.ofPayment.action}
      </Button>
      {isLinking && (
        <LinkPaymentDialog
          payerId={payment.id}
          name={payerOf(payment) ?? words.customers.payers.payment}
          onClose={() => setIsLinking(false)}
        />
      )}
    </>
  );
}

function Named({ customerId }: { readonly customerId: string }) {
  const words = useWords().customers.payers.ofPayment;
  const nameOf = useCustomerName();
  const { data } = useCustomer(customerId);
  return (
    <Link
      href={pathToCustomer(customerId)}
      className="mt-3 flex items-center gap-2.5 rounded-medium border border-line bg-sunken px-3 py-2 hover:bg-hover"
    >
      <Avatar name={data?.name ?? null} seed={customerId} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{nameOf({ id: customerId, name: data?.name ?? null })}</span>
        <span className="block truncate text-meta text-ink-muted">{words.page}</span>
      </span>
    </Link>
  );
}
