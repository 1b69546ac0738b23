import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import { FIRST_PLACE, pathOf, placeOf, type DisputesPlace } from '#renderer/billing/disputes/model/place.ts';

/** Where in the room one is, by the address. */
export function useDisputesPlace() {
  const [, params] = useRoute('/disputes/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => placeOf(rest), [rest]);
  const change = useCallback(
    (changes: Partial<DisputesPlace>) => navigate(pathOf({ ...place, ...changes })),
    [navigate, place],
  );
  return {
    ...place,
    change,
    /** Another tab, with nothing chosen in it. */
    show: useCallback(
      (changes: Partial<DisputesPlace>) => navigate(pathOf({ ...FIRST_PLACE, ...changes })),
      [navigate],
    ),
  };
}
