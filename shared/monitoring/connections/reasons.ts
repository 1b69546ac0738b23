/** Why somebody's line is ended. */
export const DISCONNECT_REASONS = ['suspicious', 'tooMuchTraffic', 'staleClient', 'test'] as const;
