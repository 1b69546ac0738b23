/** When the bench of series happens, UTC ms: what two years have left does not depend on the day on which they are looked at. */
export const NOW = Date.UTC(2026, 10, 30, 12);
