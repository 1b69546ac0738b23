/** The version of Stripe's API that everything here is written for; the one of the SDK, which a test compares. Events of others are fetched. */
export const API_VERSION = '2026-10-28.endive';
