import { useCallback } from 'react';
import { useLocation, useRoute } from 'wouter';

const HOME = '/settings/stripe';

/** Where an event is shown: the address leads to it, from anywhere. */
export const pathToEvent = (id: string): string => `${HOME}/events/${encodeURIComponent(id)}`;

/** The event that the address names, and the way to another; null for none. */
export function useOpenEvent(): readonly [string | null, (id: string | null) => void] {
  const [, params] = useRoute(`${HOME}/events/:id`);
  const [, navigate] = useLocation();
  const open = useCallback((id: string | null) => navigate(id === null ? HOME : pathToEvent(id)), [navigate]);
  return [params?.id ?? null, open];
}
