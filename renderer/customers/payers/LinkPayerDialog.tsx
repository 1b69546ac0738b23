import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { usePayerLinks } from '#renderer/customers/hooks/usePayerLinks.ts';
import type { OutputOf } from '#shared/contract.ts';
import { LinkDialog, type LinkChoice } from './LinkDialog.tsx';
import { payerName } from './payerName.ts';

type FoundPayer = OutputOf<'customers.findPayers'>['payers'][number];

interface LinkPayerDialogProps {
  readonly customerId: string;
  readonly onClose: () => void;
}

/** Links a customer with one of Stripe's, or with a payment that has none. */
export function LinkPayerDialog({ customerId, onClose }: LinkPayerDialogProps) {
  const words = useWords();
  const { payers } = words.customers;
  const { link } = usePayerLinks();
  const client = useClient();

  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: ['customers.findPayers', text],
    queryFn: () => client.call('customers.findPayers', { text }),
    placeholderData: keepPreviousData,
  });
  function choiceOf(payer: FoundPayer): LinkChoice {
    const { payerId, email, customer } = payer;
    const name = payerName(payer, words);
    const problem =
      customer === null
        ? null
        : customer.id === customerId
          ? payers.dialog.already
          : payers.dialog.elsewhere(customer.name ?? customer.email ?? payers.dialog.somebody);
    return { value: payerId, label: name, note: email === null || email === name ? payerId : email, problem };
  }
  return (
    <LinkDialog
      title={payers.open}
      description={payers.dialog.description}
      field={payers.dialog.field}
      choose={payers.dialog.choose}
      placeholder={payers.dialog.placeholder}
      nothing={payers.dialog.nothing}
      found={data?.payers.map(choiceOf)}
      text={text}
      onSearch={setText}
      onLink={({ value: payerId, label: name }) => link.mutate({ customerId, payerId, name })}
      onClose={onClose}
    />
  );
}
