/** Numbers both sides of a chat must know. No zod here: the widget imports this file. */

/** Characters (Unicode code points) in one message. */
export const MAXIMUM_MESSAGE_CHARACTERS = 10_000;

/** Messages in one page of history. */
export const MAXIMUM_PAGE = 100;

/** A typing signal is void after this many milliseconds unless repeated. */
export const TYPING_LASTS_MS = 6_000;

/** A writer repeats its typing signal at most this often, in milliseconds. */
export const TYPING_REPEATS_MS = 3_000;

/** Characters of the last message that an inbox row shows. */
export const PREVIEW_CHARACTERS = 140;
