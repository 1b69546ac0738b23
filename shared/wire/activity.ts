/** Numbers of presence that both sides must know, in milliseconds. No zod here: the widget imports this file. */

/** A report of activity counts for this long unless it is repeated: a frozen page or a half-open line is nobody's presence. */
export const ACTIVITY_LASTS_MS = 150_000;

/** Who is active repeats the report this often. A hidden page's timers may be held up to a minute, and still come in time. */
export const ACTIVITY_REPEATS_MS = 60_000;

/** After a line was lost, somebody is shown as they were for this long: a reload, a change of network, a restart. */
export const PRESENCE_GRACE_MS = 30_000;

/** Without input for this long a colleague is idle. */
export const STAFF_IDLE_AFTER_MS = 5 * 60_000;

/** Without input for this long a visitor is away. */
export const VISITOR_IDLE_AFTER_MS = 3 * 60_000;
