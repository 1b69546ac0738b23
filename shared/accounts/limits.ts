/** Numbers both sides of a sign-in must know. No zod here: screens import this file. */

/** Shortest password a new account may have, in characters. */
export const MINIMUM_PASSWORD_CHARACTERS = 10;
