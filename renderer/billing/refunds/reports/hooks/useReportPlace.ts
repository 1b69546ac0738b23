import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import { pathToReport, reportPlaceOf, type ReportPlace } from '#renderer/billing/refunds/reports/model/place.ts';

/** What is reported, by the address. */
export function useReportPlace() {
  const [, params] = useRoute('/refunds/reports/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => reportPlaceOf(rest), [rest]);
  const change = useCallback(
    (changes: Partial<ReportPlace>) => navigate(pathToReport({ ...place, ...changes })),
    [navigate, place],
  );
  return { ...place, change };
}
