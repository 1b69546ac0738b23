import { useWords } from '#renderer/app/words/useWords.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useMaySeeMoney, useMoney } from '#renderer/customers/hooks/useMoney.ts';
import { MoneySums } from '#renderer/customers/payers/MoneySums.tsx';
import { PayersPart } from '#renderer/customers/payers/PayersPart.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';

/** What a customer has paid and how we know, for whoever may read payments. */
export function PanelMoney({ customerId }: { readonly customerId: string }) {
  const hasMoney = useMaySeeMoney();
  const words = useWords().customers.payers;
  const query = useMoney(customerId);
  if (!hasMoney) return null;
  if (query.data !== undefined)
    return (
      <>
        <MoneySums money={query.data} />
        <PayersPart customerId={customerId} money={query.data} />
      </>
    );
  if (query.isError) return <QueryError title={words.failedTitle} query={query} />;
  return <SkeletonList label={words.loading} rows={2} rowHeight={44} avatar={false} />;
}
