import { useMutation } from '@tanstack/react-query';
import { Ban, TriangleAlert } from 'lucide-react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { useFailure } from './useFailure.ts';

interface TakeBackDialogProps {
  readonly requestId: string;
  /** As it is read. */
  readonly amount: string;
  readonly onClose: () => void;
}

export function TakeBackDialog({ requestId, amount, onClose }: TakeBackDialogProps) {
  const words = useWords().billing.requests;
  const client = useClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call('billing.cancelPaymentRequest', { requestId }),
    onSuccess: ({ state }) => {
      const title = state === 'paid' ? words.paidAlready : state === 'expired' ? words.ranOut : words.takenBack;
      showToast({ tone: 'success', title });
      onClose();
    },
  });
  return (
    <ActionDialog
      title={words.takeBackTitle}
      back={words.keep}
      action={words.takeBack}
      isDangerous
      isBusy={isPending}
      failure={useFailure(error)}
      failedTitle={words.takeBackFailed}
      onSubmit={() => mutate()}
      onClose={onClose}
      lines={[
        [Ban, words.takeBackLine(amount)],
        [TriangleAlert, words.takeBackRace],
      ]}
    />
  );
}
