import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

const PEOPLE = ['accounts.people'];
const INVITATIONS = ['accounts.invitations'];
/** Other admins act too, and people come and go. */
const LOOK_AGAIN_MS = 20_000;

export function usePeople() {
  const client = useClient();
  return useQuery({
    queryKey: PEOPLE,
    queryFn: () => client.call('accounts.people', {}),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function useInvitations() {
  const client = useClient();
  return useQuery({
    queryKey: INVITATIONS,
    queryFn: () => client.call('accounts.invitations', {}),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What is shown of people and invitations is read anew. */
export function useRefreshPeople(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: PEOPLE }),
      queries.invalidateQueries({ queryKey: INVITATIONS }),
    ]);
  };
}

/** A change of a person or an invitation; a failure is told in words. */
export function usePeopleChange<Name extends OperationName>(
  name: Name,
  failed: string,
  onSuccess: (output: OutputOf<Name>) => void,
): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const client = useClient();
  const words = useWords();
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: (input: InputOf<Name>) => client.call(name, input),
    onSuccess,
    onError: (error: Error) =>
      showToast({ tone: 'danger', title: failed, description: wordsForError(error, words).message }),
    onSettled: refresh,
  });
}
