import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useClient } from '#renderer/app/context.ts';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { dayOf } from '#shared/calendar.ts';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { useListKeys } from '#renderer/billing/payments/hooks/useListKeys.ts';
import { usePayments } from '#renderer/billing/payments/hooks/usePayments.ts';
import { usePaymentsPlace } from '#renderer/billing/payments/hooks/usePaymentsPlace.ts';
import { usePaymentTotals } from '#renderer/billing/payments/hooks/usePaymentTotals.ts';
import { useSavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { useServerFilter } from '#renderer/billing/payments/hooks/useServerFilter.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { SavedFilter } from '#shared/billing/payments/saved/contract.ts';
import { FilterBar } from '#renderer/billing/payments/filters/FilterBar.tsx';
import { SavedMenu } from '#renderer/billing/payments/filters/SavedMenu.tsx';
import { isFiltered, isPossible, NO_FILTERS, serverFilter } from '#renderer/billing/payments/model/filters.ts';
import { filtersFrom, keptOf, matching, SAVED_PAYMENTS } from '#renderer/billing/payments/model/saved.ts';
import { BesidePayment } from '#renderer/billing/payments/parts/BesidePayment.tsx';
import { PaymentTable } from '#renderer/billing/payments/parts/PaymentTable.tsx';
import { pressIn, toTop } from '#renderer/billing/payments/parts/scroller.ts';
import { TotalsStrip } from '#renderer/billing/payments/parts/TotalsStrip.tsx';
import { paymentsExport } from '#renderer/billing/payments/state/paymentsExport.ts';

/** Every payment, filtered and added up, and one of them with all that belongs to it. */
export function PaymentsView() {
  const words = useWords().billing.payments;
  const client = useClient();
  const { locale, timeZone, now } = useUiEnvironment();
  const region = { locale, timeZone };
  const { filters, sort, paymentId, setFilters, setSort, show, open, close } = usePaymentsPlace();
  const canFit = isPossible(filters);
  const filter = useServerFilter(filters, serverFilter);
  const payments = usePayments({ filter, sort, isPossible: canFit, mayMove: paymentId === null });
  const totals = usePaymentTotals(filter, canFit);
  const freshness = useFreshness();
  const own = useSavedFilters(SAVED_PAYMENTS);
  const csv = exportOf(useQueryClient(), 'payments');
  const exported = useObservable(csv);
  const table = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const savedButton = useRef<HTMLButtonElement>(null);

  // Another list begins at its top.
  useEffect(() => {
    toTop(table.current);
  }, [filter, sort]);

  const exportAll = (): void =>
    csv.start(paymentsExport({ client, filter, sort, words, fileName: words.export.fileName(dayOf(now(), timeZone)) }));
  const showSaved = (saved: SavedFilter): void => show(filtersFrom(saved.filter, region), saved.sort);
  useListKeys(
    'payments',
    words,
    {
      move: (step) => pressIn(table.current, step === 1 ? 'ArrowDown' : 'ArrowUp'),
      search: () => search.current?.focus(),
      openSaved: () => pressIn(savedButton.current, 'Enter'),
      back() {
        if (paymentId !== null) close();
        table.current?.focus();
      },
      exportAll,
      apply: showSaved,
    },
    own.saved,
  );

  const list = (
    <PaymentTable
      ref={table}
      payments={payments}
      freshness={freshness}
      filters={filters}
      sort={sort}
      selectedId={paymentId}
      onSort={setSort}
      onOpen={open}
      onClear={() => setFilters(NO_FILTERS)}
      onFresh={() => {
        payments.letAllIn();
        toTop(table.current);
      }}
    />
  );
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-5">
        <h1 className="me-auto text-title font-semibold">{words.title}</h1>
        <Button
          icon={Download}
          busy={exported.state === 'running'}
          disabled={!canFit || payments.payments.length === 0}
          onClick={exportAll}
        >
          {words.export.action}
        </Button>
      </header>
      <FilterBar
        filters={filters}
        onChange={setFilters}
        searchRef={search}
        saved={
          <SavedMenu
            ref={savedButton}
            own={own}
            shown={isFiltered(filters) ? { filter: keptOf(filters, region), sort } : null}
            match={matching(own.saved, { filters, sort }, region)}
            onShow={showSaved}
          />
        }
      />
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {canFit && (payments.payments.length > 0 || totals.data?.count !== 0) && <TotalsStrip query={totals} />}
      <BesidePayment id="payments" list={list} paymentId={paymentId} onClose={close} />
    </div>
  );
}
