import type { Only } from '#renderer/customers/hooks/useMoments.ts';

/** What a timeline can be narrowed to, in the order in which it is offered. */
export const ONLY: readonly Only[] = ['all', 'messages', 'money'];
