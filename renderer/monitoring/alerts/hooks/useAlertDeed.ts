import { useMutation } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { useReadAnew } from './useAlerts.ts';

type Deed = 'acknowledge' | 'resolve';
const OPERATIONS = { acknowledge: 'monitoring.acknowledgeAlert', resolve: 'monitoring.resolveAlert' } as const;

/** Acknowledges or resolves an alert, and says what came of it. */
export function useAlertDeed() {
  const client = useClient();
  const words = useWords();
  const { detail } = words.monitoring.alerts;
  const readAnew = useReadAnew();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ deed, alertId }: { readonly deed: Deed; readonly alertId: string }) =>
      client.call(OPERATIONS[deed], { id: v7(), alertId }),
    onSuccess: (_alert, { deed }) => {
      showToast({ tone: 'success', title: deed === 'acknowledge' ? detail.acknowledged : detail.resolved });
    },
    onError: (error) => {
      showToast({ tone: 'danger', title: detail.deedFailed, description: wordsForError(error, words).message });
    },
    onSettled: readAnew,
  });
  return {
    run: (deed: Deed, alertId: string): void => {
      if (!isPending) mutate({ deed, alertId });
    },
    isBusy: (deed: Deed): boolean => isPending && variables.deed === deed,
  };
}
