/** Why work that was given up is let go of. */
export const DISCARD_REASONS = ['obsolete', 'doneByHand', 'cannotSucceed', 'test'] as const;
export type DiscardReason = (typeof DISCARD_REASONS)[number];
