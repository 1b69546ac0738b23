import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useAddedUp } from '#renderer/billing/overview/hooks/useOverview.ts';
import { firstWeekday } from '#renderer/billing/payments/model/period.ts';
import type { ReportPlace } from '#renderer/billing/refunds/reports/model/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

const KEY = 'billing.refundReport';

/** The figures as they are now. While others are added up the former stay. */
export function useRefundReport({ days, by, currency }: ReportPlace) {
  const client = useClient();
  const { locale } = useUiEnvironment();
  const { today, refetchInterval } = useAddedUp(KEY);
  const weekStart = firstWeekday(locale);
  return useQuery({
    queryKey: [KEY, days, by, currency, weekStart, today],
    queryFn: () =>
      client.call('billing.refundReport', { days, by, weekStart, ...(currency === null ? {} : { currency }) }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
