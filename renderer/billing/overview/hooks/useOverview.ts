import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useReadSoon } from '#renderer/app/useReadSoon.ts';
import type { OverviewPlace } from '#renderer/billing/overview/model/place.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { dayOf } from '#shared/calendar.ts';

const KEY = 'billing.overview';
const MINUTE = 60_000;
/** Figures follow what happens at this pace, so that they can be read while payments stream in. */
const FOLLOW_MS = 5_000;

/** What figures that end with today need: they go on with the clock, with what happens, and to the next day. `key`: of their query. */
export function useAddedUp(key: string) {
  const { timeZone } = useUiEnvironment();
  const today = dayOf(useNow(MINUTE), timeZone);
  useReadSoon('payments', { keys: [key], paceMs: FOLLOW_MS });
  // What is compared is compared until now.
  return { today, refetchInterval: 5 * MINUTE };
}

/** The figures as they are now. While others are added up the former stay. */
export function useOverview({ days, currency }: OverviewPlace) {
  const client = useClient();
  const { today, refetchInterval } = useAddedUp(KEY);
  return useQuery({
    queryKey: [KEY, days, currency, today],
    queryFn: () => client.call('billing.overview', { days, ...(currency === null ? {} : { currency }) }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}
