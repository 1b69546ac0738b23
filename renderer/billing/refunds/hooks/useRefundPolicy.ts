import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { createCommandId } from '#renderer/client/commandId.ts';
import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';
import { POLICY_KEY, PREVIEW_KEY, USE_KEY } from './keys.ts';

/** Who may refund how much. */
export function useRefundPolicy() {
  const client = useClient();
  return useQuery({ queryKey: [POLICY_KEY], queryFn: () => client.call('billing.refundPolicy', {}) });
}

/** Sets it. Asked again unchanged it carries the same id. */
export function useSetRefundPolicy(onDone: () => void) {
  const client = useClient();
  const queries = useQueryClient();
  const [commandId] = useState(createCommandId);
  return useMutation({
    mutationFn: (policy: RefundPolicy) =>
      client.call('billing.setRefundPolicy', { ...policy, id: commandId.of(policy) }),
    onSuccess(policy) {
      commandId.answered();
      queries.setQueryData([POLICY_KEY], policy);
      for (const key of [PREVIEW_KEY, USE_KEY]) void queries.invalidateQueries({ queryKey: [key] });
      onDone();
    },
  });
}
