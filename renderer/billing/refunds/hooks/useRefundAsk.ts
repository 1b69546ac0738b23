import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { actionFailure, type ActionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { PAYMENT_KEY } from '#renderer/billing/payments/hooks/keys.ts';
import type { Client } from '#renderer/client/client.ts';
import { createCommandId, type CommandId } from '#renderer/client/commandId.ts';
import { newId } from '#renderer/client/newId.ts';
import { useDrafts } from '#renderer/billing/refunds/outbox/useDrafts.ts';
import type { InputOf } from '#shared/contract.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { PREVIEW_KEY, REFUNDS_KEY } from './keys.ts';

export type RefundMode = 'request' | 'draft';
/** What is asked for, but for the id of the command. */
export type RefundAsked = Omit<InputOf<'billing.requestRefund'>, 'id'>;

interface Open {
  readonly commandId: CommandId;
  /** What was asked for last and not answered. */
  asked: RefundAsked | null;
}

/** By client and place: whoever closes the dialog before it was answered, and opens it again, must not refund twice. */
const places = new WeakMap<Client, Map<string, Open>>();

function openAt(client: Client, place: string): Open {
  const known = places.get(client) ?? new Map<string, Open>();
  places.set(client, known);
  const open = known.get(place) ?? { commandId: createCommandId(), asked: null };
  known.set(place, open);
  return open;
}

/**
 * Requests or drafts one refund. Asked again unchanged, also after the dialog was closed, it carries the same id until the server has answered, so
 * that a repeat never doubles.
 */
export function useRefundAsk(
  mode: RefundMode,
  paymentId: string,
  conversationId: string | null,
  onDone: (made: Refund) => void,
  onKept: () => void,
) {
  const drafts = useDrafts();
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const place = `${mode} ${paymentId} ${conversationId ?? ''}`;
  const [before] = useState(() => openAt(client, place).asked);
  const answered = (): void => {
    const open = openAt(client, place);
    open.commandId.answered();
    open.asked = null;
  };
  const mutation = useMutation({
    mutationFn: (asked: RefundAsked) => {
      const open = openAt(client, place);
      open.asked = asked;
      const id = open.commandId.of(asked);
      return client.call(mode === 'draft' ? 'billing.draftRefund' : 'billing.requestRefund', { ...asked, id });
    },
    onSuccess(made) {
      answered();
      onDone(made);
    },
    onError(error) {
      if (!actionFailure(error, words).isUncertain) answered();
    },
    onSettled() {
      for (const key of [PREVIEW_KEY, PAYMENT_KEY]) void queries.invalidateQueries({ queryKey: [key, paymentId] });
      void queries.invalidateQueries({ queryKey: [REFUNDS_KEY] });
    },
  });
  /** What goes to finance when the line is back; one that may have been sent before carries the id it had. */
  const keep = (asked: RefundAsked, currency: string): void => {
    drafts.keep(mode === 'draft' ? openAt(client, place).commandId.of(asked) : newId(), asked, currency);
    answered();
    onKept();
  };
  const failure: ActionFailure | null = mutation.error === null ? null : actionFailure(mutation.error, words);
  return {
    run: mutation.mutate,
    keep,
    isBusy: mutation.isPending,
    error: mutation.error,
    failure,
    /** What was asked for before the dialog was closed, and was not answered. */
    before,
    forget: mutation.reset,
  };
}
