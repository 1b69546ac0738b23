import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import { pathOf, placeOf, type JournalFilters, type JournalPlace } from '#renderer/audit/model/place.ts';

export interface JournalPlaceHandle extends JournalPlace {
  /** Shows entries that fit other filters, and no single one. */
  readonly setFilters: (filters: JournalFilters) => void;
  readonly open: (seq: number) => void;
  readonly close: () => void;
}

/** Where in the journal one is: the address says it, so that it survives a reload and the way back works. */
export function useJournalPlace(): JournalPlaceHandle {
  const [, params] = useRoute('/journal/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => placeOf(rest), [rest]);
  const { filters } = place;
  const setFilters = useCallback((next: JournalFilters) => navigate(pathOf({ filters: next, seq: null })), [navigate]);
  const open = useCallback((seq: number) => navigate(pathOf({ filters, seq })), [navigate, filters]);
  const close = useCallback(() => navigate(pathOf({ filters, seq: null })), [navigate, filters]);
  return { ...place, setFilters, open, close };
}
