import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { NOTIFICATIONS } from '#renderer/notifications/useNotifications.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { InputOf, OutputOf } from '#shared/contract.ts';

const PREFERENCES = [...NOTIFICATIONS, 'preferences'];

export type Preferences = OutputOf<'notifications.preferences'>;
type Choice = InputOf<'notifications.choose'>;

export function usePreferences() {
  const client = useClient();
  return useQuery({ queryKey: PREFERENCES, queryFn: () => client.call('notifications.preferences', {}) });
}

const chosen = (before: Preferences, choice: Choice): Preferences => ({
  ...before,
  choices: before.choices.map((one) =>
    one.kind === choice.kind && one.channel === choice.channel ? { ...one, isOn: choice.isOn } : one,
  ),
});

/** Chooses at once on the screen, and takes it back where the server did not keep it. */
export function usePreferenceActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const { choices, quiet } = words.notifications;
  const failed = (title: string) => (error: Error) =>
    showToast({ tone: 'danger', title, description: wordsForError(error, words).message, id: 'notifications' });
  // One change after the other, and none is built on an answer from before the last.
  const inTurn = { mutationKey: PREFERENCES, scope: { id: PREFERENCES.join() } };
  const onSettled = async (): Promise<void> => {
    if (queries.isMutating({ mutationKey: PREFERENCES }) === 1)
      await queries.invalidateQueries({ queryKey: PREFERENCES });
  };
  const show = async (change: (before: Preferences) => Preferences): Promise<void> => {
    await queries.cancelQueries({ queryKey: PREFERENCES });
    queries.setQueryData<Preferences>(PREFERENCES, (before) => before && change(before));
  };
  return {
    choose: useMutation({
      ...inTurn,
      mutationFn: (choice: Choice) => client.call('notifications.choose', choice),
      onMutate: (choice) => show((before) => chosen(before, choice)),
      onError: failed(choices.failed),
      onSettled,
    }),
    setQuietHours: useMutation({
      ...inTurn,
      mutationFn: (quietHours: Preferences['quietHours']) => client.call('notifications.setQuietHours', quietHours),
      onMutate: (quietHours) => show((before) => ({ ...before, quietHours })),
      onError: failed(quiet.failed),
      onSettled,
    }),
  };
}
