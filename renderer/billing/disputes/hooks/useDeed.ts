import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { actionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { useReadAnew } from './useDisputes.ts';

/** Sending the evidence as it stands at `revision`, or giving in. */
type Deed = { readonly do: 'submit'; readonly revision: number } | { readonly do: 'accept' };

/** What is done with a dispute once; asked again unchanged it carries the same id, so that nothing is done twice. */
export function useDeed(disputeId: string, onDone: () => void) {
  const client = useClient();
  const words = useWords();
  const readAnew = useReadAnew();
  const { reasons } = words.billing.disputes.send;
  const asked = useRef<{ readonly written: string; readonly id: string } | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (deed: Deed) => {
      const written = JSON.stringify(deed);
      if (asked.current?.written !== written) asked.current = { written, id: v7() };
      const { id } = asked.current;
      return deed.do === 'accept'
        ? client.call('billing.acceptDispute', { id, disputeId })
        : client.call('billing.submitEvidence', { id, disputeId, revision: deed.revision });
    },
    onSuccess: onDone,
    onSettled: () => readAnew(disputeId),
  });
  const failure = error === null ? null : actionFailure(error, words);
  const reason = (error as { details?: { reason?: unknown } } | null)?.details?.reason;
  const known = typeof reason === 'string' && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return {
    run: mutate,
    isBusy: isPending,
    isChanged: reason === 'evidenceChanged',
    failure: failure === null || known === undefined ? failure : { ...failure, message: known },
  };
}
