export const REFUNDS_PATH = '/refunds';

/** The address of one refund that waits for somebody, for links from elsewhere. */
export const pathToRefund = (refundId: string): string => `${REFUNDS_PATH}/decide/${refundId}`;

/** The first part of the address after the room. */
export const tabIn = (rest: string | undefined): string => (rest ?? '').split('/')[0] ?? '';
