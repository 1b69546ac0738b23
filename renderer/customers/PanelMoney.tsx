import type { ReactNode } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMaySeeMoney, useMoney, type MoneyQuery } from '#renderer/customers/hooks/useMoney.ts';
import { MoneySums } from '#renderer/customers/payers/MoneySums.tsx';
import { PayersPart } from '#renderer/customers/payers/PayersPart.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';

interface PanelMoneyProps {
  readonly customer: OutputOf<'customers.get'>;
  /** Stands between the two. */
  readonly children: ReactNode;
}

/** What a customer has paid and, below what happened, how we know; for whoever may read payments. */
export function PanelMoney({ customer, children }: PanelMoneyProps) {
  const hasMoney = useMaySeeMoney();
  const query = useMoney(customer.id);
  if (!hasMoney) return children;
  return (
    <>
      <Sums query={query} />
      {children}
      {query.data !== undefined && <PayersPart customer={customer} money={query.data} />}
    </>
  );
}

function Sums({ query }: { readonly query: MoneyQuery }) {
  const words = useWords().customers.payers;
  if (query.data !== undefined) return <MoneySums money={query.data} />;
  if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
  return <SkeletonList label={words.loading} rows={2} rowHeight={44} avatar={false} />;
}
