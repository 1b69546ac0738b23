import type { ReactNode } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useMaySeeMoney, useMoney, type MoneyQuery } from '#renderer/customers/hooks/useMoney.ts';
import { MoneySums } from '#renderer/customers/payers/MoneySums.tsx';
import { PayersPart } from '#renderer/customers/payers/PayersPart.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';

/** What a customer has paid and, below what happened, how we know; the first two for whoever may read payments. */
export function PanelMoney({ customerId, children }: { readonly customerId: string; readonly children: ReactNode }) {
  const hasMoney = useMaySeeMoney();
  const query = useMoney(customerId);
  if (!hasMoney) return children;
  return (
    <>
      <Sums query={query} />
      {children}
      {query.data !== undefined && <PayersPart customerId={customerId} money={query.data} />}
    </>
  );
}

function Sums({ query }: { readonly query: MoneyQuery }) {
  const words = useWords().customers.payers;
  if (query.data !== undefined) return <MoneySums money={query.data} />;
  if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
  return <SkeletonList label={words.loading} rows={2} rowHeight={44} avatar={false} />;
}
