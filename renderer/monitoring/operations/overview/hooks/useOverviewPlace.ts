import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import {
  overviewPlaceOf,
  pathToOverview,
  type OverviewPlace,
} from '#renderer/monitoring/operations/overview/model/range.ts';

/** What time is looked at, by the address. */
export function useOverviewPlace() {
  const [, params] = useRoute('/operations/:tab/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => overviewPlaceOf(rest), [rest]);
  const change = useCallback(
    (changes: Partial<OverviewPlace>) => navigate(pathToOverview({ ...place, ...changes })),
    [navigate, place],
  );
  return { ...place, change };
}
