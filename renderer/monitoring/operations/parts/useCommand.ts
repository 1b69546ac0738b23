import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

interface Command<Name extends OperationName> {
  readonly name: Name;
  /** What could not be done. */
  readonly failed: string;
  /** Read anew however it ends. */
  readonly changes: readonly (readonly string[])[];
  readonly onSuccess: (output: OutputOf<Name>) => void;
}

/** Something an admin does; a failure is told in words. */
export function useCommand<Name extends OperationName>({
  name,
  failed,
  changes,
  onSuccess,
}: Command<Name>): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const client = useClient();
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: InputOf<Name>) => client.call(name, input),
    onSuccess,
    onError: (error: Error) =>
      showToast({ tone: 'danger', title: failed, description: wordsForError(error, words).message }),
    onSettled: () => Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey: [...queryKey] }))),
  });
}
