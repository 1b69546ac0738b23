/** Numbers both sides of a sign-in must know. No zod here: screens import this file. */

/** Shortest password a new account may have, in characters. */
export const MINIMUM_PASSWORD_CHARACTERS = 10;

/** An invitation's link holds this long, in milliseconds. */
export const INVITATION_LIFETIME_MS = 72 * 60 * 60 * 1_000;
