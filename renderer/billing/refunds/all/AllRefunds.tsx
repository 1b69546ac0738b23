import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { SavedMenu } from '#renderer/billing/payments/filters/SavedMenu.tsx';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { useListKeys } from '#renderer/billing/payments/hooks/useListKeys.ts';
import { useSavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { useServerFilter } from '#renderer/billing/payments/hooks/useServerFilter.ts';
import { isPossible } from '#renderer/billing/payments/model/filters.ts';
import { BesidePayment } from '#renderer/billing/payments/parts/BesidePayment.tsx';
import { pressIn, toTop } from '#renderer/billing/payments/parts/scroller.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { dayOf } from '#shared/calendar.ts';
import type { SavedRefundFilter } from '#shared/billing/refunds/all/contract.ts';
import { RefundFilterBar } from '#renderer/billing/refunds/all/filters/RefundFilterBar.tsx';
import { useAllRefunds, useRefundTotals } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import { useAllRefundsPlace } from '#renderer/billing/refunds/all/hooks/useAllRefundsPlace.ts';
import { useListFeed } from '#renderer/billing/refunds/all/hooks/useListFeed.ts';
import { refundsExport } from '#renderer/billing/refunds/all/model/csv.ts';
import { isFiltered, NO_FILTERS, serverRefundFilter } from '#renderer/billing/refunds/all/model/filters.ts';
import {
  keptRefunds,
  matchingRefunds,
  refundFiltersFrom,
  SAVED_REFUNDS,
} from '#renderer/billing/refunds/all/model/saved.ts';
import { OpenedRefund } from '#renderer/billing/refunds/all/parts/OpenedRefund.tsx';
import { RefundTable } from '#renderer/billing/refunds/all/parts/RefundTable.tsx';
import { RefundTotalsStrip } from '#renderer/billing/refunds/all/parts/RefundTotalsStrip.tsx';

/** Every refund, wherever it was made and whatever became of it, filtered and added up. */
export function AllRefunds() {
  const words = useWords().billing.refunds.all;
  const client = useClient();
  const { locale, timeZone, now } = useUiEnvironment();
  const region = { locale, timeZone };
  const { filters, sort, open, show, setOpen } = useAllRefundsPlace();
  const canFit = isPossible(filters);
  const filter = useServerFilter(filters, serverRefundFilter);
  const read = useAllRefunds(filter, sort, canFit);
  const totals = useRefundTotals(filter, canFit);
  const freshness = useFreshness();
  const [isAtRest, setIsAtRest] = useState(true);
  const { isBehind, catchUp } = useListFeed(isAtRest && open === null);
  const own = useSavedFilters(SAVED_REFUNDS);
  const csv = exportOf(useQueryClient(), 'refunds');
  const exported = useObservable(csv);
  const table = useRef<HTMLDivElement>(null);
  const savedButton = useRef<HTMLButtonElement>(null);

  // Another list begins at its top.
  useEffect(() => {
    toTop(table.current);
  }, [filter, sort]);

  const exportAll = (): void =>
    csv.start(
      refundsExport({
        client,
        filter,
        sort,
        words: words.export,
        fileName: words.export.fileName(dayOf(now(), timeZone)),
      }),
    );
  const showSaved = (saved: SavedRefundFilter): void => show(refundFiltersFrom(saved.filter, region), saved.sort);
  useListKeys(
    'refunds',
    words,
    {
      move: (step) => pressIn(table.current, step === 1 ? 'ArrowDown' : 'ArrowUp'),
      openSaved: () => pressIn(savedButton.current, 'Enter'),
      back() {
        if (open !== null) setOpen(null);
        table.current?.focus();
      },
      exportAll,
      apply: showSaved,
    },
    own.saved,
  );

  const list = (
    <RefundTable
      ref={table}
      read={read}
      freshness={freshness}
      isFiltered={isFiltered(filters)}
      isPossible={canFit}
      sort={sort}
      selectedId={open?.id ?? null}
      isBehind={isBehind}
      onSort={(next) => show(filters, next)}
      onOpen={({ id, paymentId }) => setOpen({ id, paymentId })}
      onClear={() => show(NO_FILTERS, sort)}
      onFresh={() => {
        catchUp();
        toTop(table.current);
      }}
      onRest={setIsAtRest}
    />
  );
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <RefundFilterBar
        filters={filters}
        onChange={(next, options) => show(next, sort, options)}
        after={
          <>
            <SavedMenu
              ref={savedButton}
              own={own}
              shown={isFiltered(filters) ? { filter: keptRefunds(filters, region), sort } : null}
              match={matchingRefunds(own.saved, { filters, sort }, region)}
              onShow={showSaved}
            />
            <Button
              size="medium"
              icon={Download}
              busy={exported.state === 'running'}
              disabled={!canFit || read.refunds.length === 0}
              onClick={exportAll}
            >
              {words.export.action}
            </Button>
          </>
        }
      />
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {canFit && (read.refunds.length > 0 || totals.data?.count !== 0) && <RefundTotalsStrip query={totals} />}
      <BesidePayment
        id="refunds"
        list={list}
        paymentId={open?.paymentId ?? null}
        above={open !== null && <OpenedRefund open={open} />}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}
