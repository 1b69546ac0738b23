import { CreditCard } from 'lucide-react';
import { useLocation } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { isGranted } from '#shared/wire/access.ts';

/** Where Stripe is connected. */
const CONNECT_PATH = '/settings/stripe';

/** Before the first payment: what payments are for, and how to begin. */
export function NothingYet({ isOff }: { readonly isOff: boolean }) {
  const { list: words } = useWords().billing.payments;
  const { account } = useSession();
  const [, navigate] = useLocation();
  if (!isOff) return <EmptyState icon={CreditCard} title={words.emptyTitle} description={words.emptyDescription} />;
  const mayConnect = isGranted(account.roles, 'billing.manage');
  return (
    <EmptyState
      icon={CreditCard}
      title={words.offTitle}
      description={mayConnect ? words.offDescription : `${words.offDescription} ${words.offAskAdmin}`}
      action={
        mayConnect && (
          <Button variant="primary" onClick={() => navigate(CONNECT_PATH)}>
            {words.connect}
          </Button>
        )
      }
    />
  );
}
