import { UserRound } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useLocation, useRoute } from 'wouter';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import { useCustomers } from '#renderer/customers/hooks/useCustomers.ts';
import { Customer } from '#renderer/customers/page/Customer.tsx';
import { CustomerList } from '#renderer/customers/page/CustomerList.tsx';
import { CUSTOMERS_PATH, pathToCustomer } from '#renderer/customers/page/place.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';

/** Everybody who has written, and one of them with all that they wrote and paid. */
export function CustomersView() {
  const words = useWords().customers.page;
  const storage = useDeviceStorage();
  const room = useRoom();
  const [, params] = useRoute(`${CUSTOMERS_PATH}/:customerId`);
  const [, navigate] = useLocation();
  const customerId = params?.customerId ?? null;
  const customers = useCustomers();
  const list = useRef<HTMLDivElement>(null);
  const timeline = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const close = (): void => navigate(CUSTOMERS_PATH);

  const press = (key: string): void => {
    // Where the focus is not in the timeline, J and K are the arrows of the list.
    const target = timeline.current?.contains(document.activeElement) === true ? timeline.current : list.current;
    target?.focus();
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  };
  const latest = useLatest({
    back(): void {
      if (timeline.current?.contains(document.activeElement) !== true && customerId !== null) close();
      (list.current ?? timeline.current)?.focus();
    },
  });
  const { group, next, previous, open, search: searchWords, timeline: toTimeline, back } = words.shortcuts;
  useShortcuts(
    useMemo(
      () => [
        { id: 'customers.next', keys: 'j', label: next, group, run: () => press('ArrowDown') },
        { id: 'customers.previous', keys: 'k', label: previous, group, run: () => press('ArrowUp') },
        { id: 'customers.open', keys: 'enter', label: open, group },
        { id: 'customers.timeline', keys: 't', label: toTimeline, group, run: () => timeline.current?.focus() },
        { id: 'customers.search', keys: 'f', label: searchWords, group, run: () => search.current?.focus() },
        {
          id: 'customers.back',
          keys: 'escape',
          label: back,
          group,
          whileTyping: true,
          run: () => latest.current.back(),
        },
      ],
      [group, next, previous, open, searchWords, toTimeline, back, latest],
    ),
  );

  const listPane = (
    <CustomerList
      ref={list}
      searchRef={search}
      customers={customers}
      selectedId={customerId}
      onOpen={(id) => navigate(pathToCustomer(id))}
    />
  );
  const work =
    customerId === null ? (
      <EmptyState icon={UserRound} title={words.nothingOpen} description={words.nothingOpenDescription} />
    ) : (
      <Customer
        key={customerId}
        customerId={customerId}
        onBack={room === 'narrow' ? close : null}
        timelineRef={timeline}
      />
    );
  if (room === 'narrow') return customerId === null ? listPane : work;
  return (
    <SplitPane
      id="optimaliq.panes.customers"
      storage={storage}
      handleLabel={() => words.list.pane}
      panes={[
        { id: 'customers', size: 320, minimum: 260, maximum: 480, content: listPane },
        { id: 'customer', content: work },
      ]}
    />
  );
}
