import { z } from 'zod';

/** How one list of work that is done later stands. Times are UTC ms. */
export const queueFigures = z.object({
  /** Waiting for its turn or for the outside, the dead ones not among them. */
  waiting: z.int().min(0),
  /** Of those, the ones that have failed before. */
  retrying: z.int().min(0),
  /** Given up: a person has to say what becomes of them. */
  dead: z.int().min(0),
  /** Since when the oldest waits; null when none does. */
  oldestAt: z.int().nullable(),
});
export type QueueFigures = z.infer<typeof queueFigures>;

/** How the business stands now; what a workspace does not do is 0. Times are UTC ms. */
export const businessFigures = z.object({
  /** Open conversations in which a visitor waits for an answer, and since when the first of them does. */
  waitingConversations: z.int().min(0),
  oldestWaitAt: z.int().nullable(),
  openConversations: z.int().min(0),
  /** Payments created within the last hour. */
  paymentsSucceeded: z.int().min(0),
  paymentsDeclined: z.int().min(0),
  refundsAwaiting: z.int().min(0),
  disputesDue: z.int().min(0),
});
export type BusinessFigures = z.infer<typeof businessFigures>;
