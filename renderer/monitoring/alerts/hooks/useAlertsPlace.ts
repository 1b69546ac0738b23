import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import { FIRST_PLACE, pathOf, placeOf, type AlertsPlace } from '#renderer/monitoring/alerts/model/place.ts';

/** Where in the room one is, by the address. */
export function useAlertsPlace() {
  const [, params] = useRoute('/alerts/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => placeOf(rest), [rest]);
  return {
    ...place,
    /** Another tab, with nothing chosen in it but what is given. */
    show: useCallback((changes: Partial<AlertsPlace>) => navigate(pathOf({ ...FIRST_PLACE, ...changes })), [navigate]),
  };
}
