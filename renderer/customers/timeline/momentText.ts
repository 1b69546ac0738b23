import type { Words } from '#renderer/app/words/en.ts';
import { pathToDispute } from '#renderer/billing/disputes/model/place.ts';
import { declineWords, methodText, reasonText } from '#renderer/billing/payments/model/labels.ts';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';

export interface MomentText {
  readonly title: string;
  /** Less important words under it; null where there are none. */
  readonly detail: string | null;
  readonly money: { readonly amount: number; readonly currency: string } | null;
}

type Of<Kind> = Extract<CustomerMoment, { kind: Kind }>;

function ofMessages({ count, words: said, authorKind, by }: Of<'messages'>, { customers }: Words): MomentText {
  const { timeline } = customers;
  const who = authorKind === 'visitor' ? timeline.customer : (by ?? timeline[authorKind]);
  return {
    title: timeline.messages(count),
    detail: said === null ? timeline.erased : timeline.said(who, said),
    money: null,
  };
}

function ofPayment({ payment }: Of<'payment'>, { billing }: Words): MomentText {
  const { payments: words } = billing;
  const declined =
    payment.state === 'failed' && payment.declineCode !== null ? declineWords(payment.declineCode, words).what : null;
  const method = payment.method === null ? null : methodText(payment.method, words);
  const parts = [declined, payment.description, method].filter((part) => part !== null);
  const detail = parts.join(' · ');
  return {
    title: words.states[payment.state],
    detail: detail === '' ? null : detail.charAt(0).toUpperCase() + detail.slice(1),
    money: payment,
  };
}

/** What a moment says, as text. */
export function momentText(moment: CustomerMoment, words: Words): MomentText {
  const { timeline } = words.customers;
  const { payments } = words.billing;
  switch (moment.kind) {
    case 'conversation':
      return {
        title:
          moment.change === 'started'
            ? timeline.conversation.started(moment.siteName)
            : timeline.conversation[moment.change](moment.by),
        detail: null,
        money: null,
      };
    case 'messages':
      return ofMessages(moment, words);
    case 'payment':
      return ofPayment(moment, words);
    case 'refund':
      return {
        title: timeline.refund[moment.state] ?? timeline.refunded,
        detail: moment.reason === null ? null : reasonText(moment.reason, payments),
        money: moment,
      };
    case 'dispute':
      return {
        title: payments.disputeStates[moment.state],
        detail: reasonText(moment.reason, payments),
        money: moment,
      };
    case 'request':
      return {
        title: timeline.request[moment.state],
        detail: moment.by === null ? moment.description : `${moment.description} · ${timeline.by(moment.by)}`,
        money: moment,
      };
    case 'payers': {
      const { change, how, by, name } = moment;
      const isPersons = change === 'unlinked' || how === 'hand';
      const who = isPersons && by !== null ? timeline.payers.handBy(by) : timeline.payers.how[how];
      return { title: `${timeline.payers[change]} ${who}`, detail: name ?? moment.payerId, money: null };
    }
  }
}

/** Where a moment is shown whole, as a path; null where it is nowhere else. */
export function pathOfMoment(moment: CustomerMoment, toPayment: (paymentId: string) => string): string | null {
  switch (moment.kind) {
    case 'conversation':
    case 'messages':
    case 'request':
      return `/inbox/${moment.conversationId}`;
    case 'payment':
      return toPayment(moment.payment.id);
    case 'refund':
      return toPayment(moment.paymentId);
    case 'dispute':
      return pathToDispute(moment.disputeId);
    case 'payers':
      return moment.payerId.startsWith('cus_') ? null : toPayment(moment.payerId);
  }
}
