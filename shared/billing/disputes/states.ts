import type { z } from 'zod';
import type { disputeState } from '#shared/billing/payments/contract.ts';

type State = z.infer<typeof disputeState>;

export const DISPUTE_VIEWS = ['open', 'review', 'closed'] as const;

/** States in which the bank waits for the shop, looks at what it was given, and has decided. */
const OWED = ['needs_response', 'warning_needs_response'] as const satisfies readonly State[];
const REVIEWED = ['under_review', 'warning_under_review'] as const satisfies readonly State[];
const CLOSED = ['won', 'lost', 'warning_closed', 'prevented'] as const satisfies readonly State[];
export const STATES_OF = { open: OWED, review: REVIEWED, closed: CLOSED } as const;

export const isOwed = (state: string): boolean => (OWED as readonly string[]).includes(state);

/** A bank’s question, which takes no money yet, or the dispute itself. */
export const stageOf = (state: string): 'inquiry' | 'chargeback' =>
  state.startsWith('warning_') ? 'inquiry' : 'chargeback';
