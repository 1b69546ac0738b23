import type { Message, PaymentRequestObject, RefundObject, ThreadEvent } from '#shared/chat/contract.ts';

/** A thread item with the names it needs. */
export interface ThreadItemRow {
  readonly id: string;
  readonly seq: number;
  readonly kind: Message['kind'];
  readonly body: string;
  readonly authorKind: Message['author']['kind'];
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly event: ThreadEvent['type'] | null;
  /** The name of the account an event concerns. */
  readonly objectName: string | null;
  readonly at: number;
  /** Of the payment request that an object is; null for all else. */
  readonly requestId: string | null;
  readonly requestKind: PaymentRequestObject['kind'] | null;
  readonly requestState: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly url: string | null;
  readonly paidAt: number | null;
  readonly expiresAt: number | null;
  /** Of the refund that an object is, or that an event tells of; null for all else. */
  readonly refundId: string | null;
  readonly refundPaymentId: string | null;
  readonly refundAmount: number | null;
  readonly refundCurrency: string | null;
  readonly refundReason: RefundObject['reason'];
  readonly refundNote: string | null;
  readonly refundWords: string | null;
  readonly refundState: RefundObject['state'] | null;
  readonly draftedBy: string | null;
  readonly draftedAt: number | null;
  readonly requestedBy: string | null;
  readonly requestedAt: number | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decisionNote: string | null;
  readonly refundExpiresAt: number | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly toldAt: number | null;
  readonly changedAt: number | null;
}
