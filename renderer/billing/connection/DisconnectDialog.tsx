import { CreditCard, History, KeyRound } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useConnectionActions } from './useStripe.ts';

export function DisconnectDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().billing.connection;
  const { disconnect } = useConnectionActions();
  return (
    <ActionDialog
      title={words.disconnectTitle}
      back={words.keep}
      action={words.disconnect}
      isDangerous
      isBusy={disconnect.isPending}
      onSubmit={() => disconnect.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
      lines={[
        [KeyRound, words.disconnectForgets],
        [History, words.disconnectKeeps],
        [CreditCard, words.disconnectLeaves],
      ]}
    />
  );
}
