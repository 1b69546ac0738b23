import type { Notification } from '#shared/notifications/contract.ts';

/** Where somebody sees to it, as a path. */
export function pathOf({ kind, subject, facts }: Pick<Notification, 'kind' | 'subject' | 'facts'>): string {
  const { id } = subject;
  switch (kind) {
    case 'messageWaiting':
    case 'conversationAssigned':
      return `/inbox/${id}`;
    case 'refundApproval':
      return '/refunds';
    case 'refundOutcome':
      return typeof facts['conversationId'] === 'string'
        ? `/inbox/${facts['conversationId']}`
        : `/payments/${String(facts['paymentId'])}`;
    case 'disputeDeadline':
      return `/disputes/open/${id}`;
    case 'alert':
      return `/alerts/${id}`;
    case 'failedJob':
      return facts['job'] === 'backup' ? '/settings/backups' : '/settings/stripe';
    case 'newSignIn':
      return '/settings/sessions';
    case 'test':
      return '/settings/notifications';
  }
}
