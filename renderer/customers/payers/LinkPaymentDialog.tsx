import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { CUSTOMERS_KEY } from '#renderer/customers/hooks/keys.ts';
import { usePayerLinks } from '#renderer/customers/hooks/usePayerLinks.ts';
import { LinkDialog } from './LinkDialog.tsx';

const MOST = 20;

interface LinkPaymentDialogProps {
  /** The payment, or the Stripe customer who paid. */
  readonly payerId: string;
  /** What the payer is called. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Says of a payment which of our customers paid it. */
export function LinkPaymentDialog({ payerId, name, onClose }: LinkPaymentDialogProps) {
  const { ofPayment: words } = useWords().customers.payers;
  const nameOf = useCustomerName();
  const { link } = usePayerLinks();
  const client = useClient();

  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: [CUSTOMERS_KEY, 'choices', text],
    queryFn: () => client.call('customers.list', { text, limit: MOST }),
    placeholderData: keepPreviousData,
  });
  const found = data?.customers.map((customer) => ({
    value: customer.id,
    label: nameOf(customer),
    note: customer.email ?? '',
    problem: null,
  }));
  return (
    <LinkDialog
      title={words.action}
      description={words.description}
      field={words.field}
      choose={words.choose}
      placeholder={words.placeholder}
      nothing={words.nothing}
      found={found}
      text={text}
      onSearch={setText}
      onLink={({ value: customerId }) => link.mutate({ customerId, payerId, name })}
      onClose={onClose}
    />
  );
}
