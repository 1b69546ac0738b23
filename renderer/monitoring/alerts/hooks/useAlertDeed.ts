import { useMutation } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { isGranted } from '#shared/wire/access.ts';
import { useReadAnew } from './useAlerts.ts';

type Deed = 'acknowledge' | 'resolve';

/** Acknowledges or resolves an alert, and says what came of it. */
export function useAlertDeed() {
  const client = useClient();
  const words = useWords();
  const { detail } = words.monitoring.alerts;
  const readAnew = useReadAnew();
  const { roles } = useSession().account;
  const operations = {
    acknowledge: isGranted(roles, 'monitoring.manage')
      ? 'monitoring.acknowledgeAlert'
      : 'monitoring.acknowledgeToldAlert',
    resolve: 'monitoring.resolveAlert',
  } as const;
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ deed, alertId }: { readonly deed: Deed; readonly alertId: string }) =>
      client.call(operations[deed], { id: v7(), alertId }),
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
