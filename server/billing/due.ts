import { sql } from 'kysely';
import { LONGEST_RETRY_MS } from '#shared/billing/sending.ts';

/** What Stripe is to be asked for by now. Nothing waits longer than the longest retry: what seems to was written before the clock was put back. */
export const isDue = (at: number) => sql<boolean>`(nextAt <= ${at} OR nextAt > ${at + LONGEST_RETRY_MS})`;
