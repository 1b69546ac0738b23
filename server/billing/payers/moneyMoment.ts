import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';

type Kind = 'payment' | 'refund' | 'dispute' | 'request' | 'payers';
type Of<K> = K extends Kind ? Omit<Extract<CustomerMoment, { kind: K }>, 'at' | 'id'> : never;
/** As its source gives it; its time and its id are added by the timeline. */
export type MoneyMoment = Of<Kind>;
