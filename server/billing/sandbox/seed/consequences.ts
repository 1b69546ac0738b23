import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { openDispute, submitEvidence } from '#server/billing/sandbox/resources/disputing.ts';
import { confirmIntent } from '#server/billing/sandbox/resources/paying.ts';
import { createRefund } from '#server/billing/sandbox/resources/refunds.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import type { Agenda } from './agenda.ts';
import type { Fate } from './fate.ts';
import type { Happening } from './trade.ts';

type Intent = Kinds['payment_intent'];

/** Runs what Stripe may refuse: a decline is part of the trade, everything else a fault of ours. */
function allowingDeclines(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof StripeError && error.keepsChanges) return false;
    throw error;
  }
}

/** Confirms intents, and plans what their fate has for them. */
export function createConsequences(world: World, agenda: Agenda<Happening>) {
  const { store, clock } = world;

  function refundLater(intent: Intent, fate: Fate): void {
    for (const { after, share, reason } of fate.refunds) {
      agenda.plan(clock.now() + after, () => {
        const step = intent.currency === 'kwd' ? 10 : 1;
        const amount = Math.max(Math.floor((intent.amount * share) / step) * step, step);
        createRefund(world, {
          payment_intent: intent.id,
          amount,
          reason,
          metadata: { order: intent.metadata['order'] ?? '' },
        });
      });
    }
  }

  function disputeLater(intent: Intent, { dispute }: Fate): void {
    if (dispute === null) return;
    agenda.plan(clock.now() + dispute.after, () => {
      const charge = store.need('charge', store.need('payment_intent', intent.id).latest_charge ?? '');
      const { evidence, reason, isInquiry = false } = dispute;
      const opened = openDispute(world, charge, { reason, isInquiry });
      if (evidence === null) return;
      agenda.plan(clock.now() + evidence.after, () => {
        const now = store.need('dispute', opened.id);
        submitEvidence(world, now, {
          evidence: { ...now.evidence, uncategorized_text: evidence.wins ? 'winning_evidence' : 'losing_evidence' },
        });
      });
    });
  }

  /** @returns whether it went through, or waits for its capture or the bank's question. */
  function confirm(intent: Intent, fate: Fate): boolean {
    if (!allowingDeclines(() => confirmIntent(world, intent, { returnUrl: null, isOffSession: false }))) return false;
    refundLater(intent, fate);
    disputeLater(intent, fate);
    return true;
  }

  return {
    confirm,
    confirmWith(id: string, method: string, fate: Fate): boolean {
      const intent = store.need('payment_intent', id);
      return confirm(
        store.change('payment_intent', intent, { payment_method: method, status: 'requires_confirmation' }),
        fate,
      );
    },
  };
}
