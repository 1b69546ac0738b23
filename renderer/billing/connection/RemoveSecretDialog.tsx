import { BellOff, KeyRound, ShieldX } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useConnectionActions } from './useStripe.ts';

interface RemoveSecretDialogProps {
  readonly hint: string;
  /** Whether no other is left then. */
  readonly isLast: boolean;
  readonly onClose: () => void;
}

export function RemoveSecretDialog({ hint, isLast, onClose }: RemoveSecretDialogProps) {
  const words = useWords().billing.connection;
  const { removeSecret } = useConnectionActions();
  return (
    <ActionDialog
      title={words.removeTitle(hint)}
      back={words.keepSecret}
      action={words.remove}
      isDangerous
      isBusy={removeSecret.isPending}
      onSubmit={() => removeSecret.mutate(hint, { onSuccess: onClose })}
      onClose={onClose}
      lines={[
        [ShieldX, words.removeRefuses],
        [BellOff, isLast ? words.removeLast : words.removeOthers],
        [KeyRound, words.removeForgets],
      ]}
    />
  );
}
