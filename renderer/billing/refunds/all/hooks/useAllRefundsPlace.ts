import { useCallback, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { RefundFilters } from '#renderer/billing/refunds/all/model/filters.ts';
import { pathToRefunds, refundsPlaceOf, type OpenRefund } from '#renderer/billing/refunds/all/model/place.ts';
import type { RefundSort } from '#shared/billing/refunds/all/contract.ts';

/** Where among the refunds one is, by the address. */
export function useAllRefundsPlace() {
  const [, params] = useRoute('/refunds/all/*?');
  const [, navigate] = useLocation();
  const rest = params?.['*'];
  const place = useMemo(() => refundsPlaceOf(rest), [rest]);
  const { filters, sort } = place;
  const show = useCallback(
    (next: RefundFilters, order: RefundSort, { replace = false } = {}) =>
      navigate(pathToRefunds({ filters: next, sort: order, open: null }), { replace }),
    [navigate],
  );
  const open = useCallback(
    (refund: OpenRefund | null) => navigate(pathToRefunds({ filters, sort, open: refund })),
    [navigate, filters, sort],
  );
  return { ...place, show, setOpen: open };
}
