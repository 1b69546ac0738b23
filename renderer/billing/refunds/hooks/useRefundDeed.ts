import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { actionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import { refundFailure } from '#renderer/billing/refunds/model/refundFailure.ts';
import type { RefundDeed } from '#renderer/billing/refunds/model/deeds.ts';
import type { Client } from '#renderer/client/client.ts';
import { createCommandId } from '#renderer/client/commandId.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { PREVIEW_KEY, REFUNDS_KEY } from './keys.ts';

interface Done {
  readonly id: string;
  readonly refundId: string;
  readonly note: string;
}

const CALLS: Readonly<Record<RefundDeed, (client: Client, done: Done) => Promise<Refund>>> = {
  request: (client, { id, refundId }) => client.call('billing.requestDraftedRefund', { id, refundId }),
  approve: (client, { id, refundId }) => client.call('billing.approveRefund', { id, refundId }),
  refuse: (client, { id, refundId, note }) => client.call('billing.refuseRefund', { id, refundId, note }),
  withdraw: (client, { id, refundId }) => client.call('billing.withdrawRefund', { id, refundId }),
};

/** One deed with a refund that was thought of before. Asked again it carries the same id; afterwards it is not in that state any more. */
export function useRefundDeed(deed: RefundDeed, { id: refundId, paymentId }: Refund, onDone: (refund: Refund) => void) {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const [commandId] = useState(createCommandId);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (note: string) => CALLS[deed](client, { id: commandId.of(note), refundId, note }),
    onSuccess: onDone,
    onSettled() {
      for (const key of [PREVIEW_KEY, PAYMENT_KEY]) void queries.invalidateQueries({ queryKey: [key, paymentId] });
      void queries.invalidateQueries({ queryKey: [REFUNDS_KEY] });
    },
  });
  const general = error === null ? null : actionFailure(error, words);
  return { run: mutate, isBusy: isPending, error, failure: refundFailure(error, general, words) };
}
