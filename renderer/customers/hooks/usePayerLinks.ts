import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { CUSTOMERS_KEY, MOMENTS_KEY, MONEY_KEY } from './keys.ts';

export interface Linking {
  readonly customerId: string;
  readonly payerId: string;
  /** What the payer is called. */
  readonly name: string;
}

/** Says whose payments they are, and takes it back. */
export function usePayerLinks() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const texts = words.customers.payers;
  const readAnew = (): Promise<unknown> =>
    Promise.all(
      [MONEY_KEY, MOMENTS_KEY, CUSTOMERS_KEY, PAYMENT_KEY].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const failed = (title: string) => (error: Error) =>
    showToast({ tone: 'danger', title, description: wordsForError(error, words).message, id: 'customers.payers' });

  const link = useMutation({
    mutationFn: ({ customerId, payerId }: Linking) =>
      client.call('customers.linkPayer', { id: v7(), customerId, payerId }),
    onSuccess: (_, { name }) => showToast({ tone: 'success', title: texts.linked(name), id: 'customers.payers' }),
    onError: failed(texts.linkFailed),
    onSettled: readAnew,
  });
  const unlink = useMutation({
    mutationFn: ({ customerId, payerId }: Linking) =>
      client.call('customers.unlinkPayer', { id: v7(), customerId, payerId }),
    onSuccess: (_, undone) =>
      showToast({
        title: texts.unlinked(undone.name),
        action: { label: texts.undo, onAct: () => link.mutate(undone) },
        id: 'customers.payers',
      }),
    onError: failed(texts.unlinkFailed),
    onSettled: readAnew,
  });
  return { link, unlink };
}
