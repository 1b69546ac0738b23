import { useQueryClient } from '@tanstack/react-query';
import { Download, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useClient, useDeviceStorage } from '#renderer/app/context.ts';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { dayOf } from '#shared/calendar.ts';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { usePayments } from '#renderer/billing/payments/hooks/usePayments.ts';
import { usePaymentsKeys } from '#renderer/billing/payments/hooks/usePaymentsKeys.ts';
import { usePaymentsPlace } from '#renderer/billing/payments/hooks/usePaymentsPlace.ts';
import { usePaymentTotals } from '#renderer/billing/payments/hooks/usePaymentTotals.ts';
import { useSavedFilters } from '#renderer/billing/payments/hooks/useSavedFilters.ts';
import { useServerFilter } from '#renderer/billing/payments/hooks/useServerFilter.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SplitPane, type Pane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { PaymentDetail } from '#renderer/billing/payments/detail/PaymentDetail.tsx';
import { FilterBar } from '#renderer/billing/payments/filters/FilterBar.tsx';
import { SavedMenu } from '#renderer/billing/payments/filters/SavedMenu.tsx';
import { isPossible, NO_FILTERS } from '#renderer/billing/payments/model/filters.ts';
import { filtersFrom } from '#renderer/billing/payments/model/saved.ts';
import { PaymentTable } from '#renderer/billing/payments/parts/PaymentTable.tsx';
import { TotalsStrip } from '#renderer/billing/payments/parts/TotalsStrip.tsx';
import { paymentsExport } from '#renderer/billing/payments/state/paymentsExport.ts';

/** Chromium's `scrollTo` answers a promise, which an effect must not hand on. */
function toTop(scroller: HTMLElement | null): void {
  scroller?.scrollTo({ top: 0 });
}

/** Every payment, filtered and added up, and one of them with all that belongs to it. */
export function PaymentsView() {
  const { app, billing } = useWords();
  const words = billing.payments;
  const client = useClient();
  const storage = useDeviceStorage();
  const { locale, timeZone, now } = useUiEnvironment();
  const isWide = useRoom() === 'wide';
  const { filters, sort, paymentId, setFilters, setSort, show, open, close } = usePaymentsPlace();
  const canFit = isPossible(filters);
  const filter = useServerFilter(filters);
  const payments = usePayments({ filter, sort, isPossible: canFit, mayMove: paymentId === null });
  const totals = usePaymentTotals(filter, canFit);
  const freshness = useFreshness();
  const own = useSavedFilters();
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
  const press = (element: HTMLElement | null, key: string): void => {
    element?.focus();
    element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };
  usePaymentsKeys(
    {
      // The table knows its own way: J and K are its arrows, wherever the focus was.
      move: (step) => press(table.current, step === 1 ? 'ArrowDown' : 'ArrowUp'),
      search: () => search.current?.focus(),
      openSaved: () => press(savedButton.current, 'Enter'),
      back() {
        if (paymentId !== null) close();
        table.current?.focus();
      },
      exportAll,
      apply: (saved) => show(filtersFrom(saved.filter, { locale, timeZone }), saved.sort),
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
  const detail = paymentId !== null && <PaymentDetail key={paymentId} paymentId={paymentId} />;
  const beside: Pane | null =
    paymentId === null
      ? null
      : {
          id: 'payment',
          size: 440,
          minimum: 360,
          maximum: 680,
          content: (
            <section aria-label={words.detail.region} className="flex min-h-0 flex-1 flex-col">
              <header className="flex h-12 shrink-0 items-center border-b border-line ps-5 pe-2">
                <h2 className="flex-1 truncate text-title font-semibold">{words.detail.title}</h2>
                <IconButton label={words.detail.close} icon={X} onClick={close} />
              </header>
              <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{detail}</div>
            </section>
          ),
        };
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
        saved={<SavedMenu ref={savedButton} own={own} filters={filters} sort={sort} onShow={show} />}
      />
      <ExportStrip state={exported} texts={words.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {canFit && (payments.payments.length > 0 || totals.data?.count !== 0) && <TotalsStrip query={totals} />}
      {isWide ? (
        // Also with the list alone, so that it stays as it is scrolled when a payment is opened beside it.
        <SplitPane
          id="optimaliq.panes.payments"
          storage={storage}
          handleLabel={() => words.list.pane}
          panes={[{ id: 'payments', content: list }, ...(beside === null ? [] : [beside])]}
        />
      ) : (
        list
      )}
      <Drawer
        open={!isWide && paymentId !== null}
        onOpenChange={close}
        title={words.detail.title}
        closeLabel={app.close}
        size="large"
      >
        {detail}
      </Drawer>
    </div>
  );
}
