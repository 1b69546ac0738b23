import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { Filters } from '#renderer/billing/payments/model/filters.ts';
import { pathOf, placeOf, type PaymentSort, type PaymentsPlace } from '#renderer/billing/payments/model/place.ts';

export interface PaymentsPlaceHandle extends PaymentsPlace {
  /** Shows payments that fit other filters. `replace`: while somebody types, so that the way back does not lead through half words. */
  readonly setFilters: (filters: Filters, options?: { readonly replace?: boolean }) => void;
  readonly setSort: (sort: PaymentSort) => void;
  /** Both at once, as a saved filter has them. */
  readonly show: (filters: Filters, sort: PaymentSort) => void;
  readonly open: (paymentId: string) => void;
  readonly close: () => void;
}

/** Where in the room one is: the address says it, so that it survives a reload and the way back works. */
export function usePaymentsPlace(): PaymentsPlaceHandle {
  const [, params] = useRoute('/payments/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => placeOf(rest), [rest]);
  const { filters } = place;
  const { by, direction } = place.sort;
  // The same order while a payment is opened and closed, as what was let into the list is remembered with it.
  const sort = useMemo<PaymentSort>(() => ({ by, direction }), [by, direction]);
  const setFilters = useCallback(
    (next: Filters, { replace = false } = {}) =>
      navigate(pathOf({ filters: next, sort, paymentId: null }), { replace }),
    [navigate, sort],
  );
  const setSort = useCallback(
    (next: PaymentSort) => navigate(pathOf({ filters, sort: next, paymentId: null })),
    [navigate, filters],
  );
  const show = useCallback(
    (next: Filters, order: PaymentSort) => navigate(pathOf({ filters: next, sort: order, paymentId: null })),
    [navigate],
  );
  const open = useCallback(
    (paymentId: string) => navigate(pathOf({ filters, sort, paymentId })),
    [navigate, filters, sort],
  );
  const close = useCallback(() => navigate(pathOf({ filters, sort, paymentId: null })), [navigate, filters, sort]);
  return { ...place, sort, setFilters, setSort, show, open, close };
}
