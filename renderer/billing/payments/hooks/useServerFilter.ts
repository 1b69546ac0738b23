import { useMemo } from 'react';
import { serverFilter, type Filters } from '#renderer/billing/payments/model/filters.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';

const MINUTE = 60_000;

/** The filters as the server knows them; the same object until they change. "Today" goes on to the next day at midnight. */
export function useServerFilter(filters: Filters): PaymentFilter {
  const { locale, timeZone } = useUiEnvironment();
  const now = useNow(MINUTE);
  const written = JSON.stringify(serverFilter(filters, now, { locale, timeZone }));
  return useMemo(() => JSON.parse(written) as PaymentFilter, [written]);
}
