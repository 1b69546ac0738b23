import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { SettingsView } from '#renderer/accounts/settings/SettingsView.tsx';
import { roomsFor, type Room } from '#renderer/app/rooms.ts';
import { loadTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { Spinner } from '#renderer/ui/Spinner.tsx';
import { useSession } from './context.ts';
import { Failsafe } from './Failsafe.tsx';
import { NotFound } from './NotFound.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';

const loadInbox = async () => ({ default: (await import('#renderer/chat/InboxView.tsx')).InboxView });
const loadCustomers = async () => ({ default: (await import('#renderer/customers/CustomersView.tsx')).CustomersView });
const loadPayments = async () => ({
  default: (await import('#renderer/billing/payments/PaymentsView.tsx')).PaymentsView,
});
const loadRefunds = async () => ({ default: (await import('#renderer/billing/refunds/RefundsView.tsx')).RefundsView });
const loadDisputes = async () => ({
  default: (await import('#renderer/billing/disputes/DisputesView.tsx')).DisputesView,
});
const loadOverview = async () => {
  const [{ OverviewView }] = await Promise.all([
    import('#renderer/billing/overview/OverviewView.tsx'),
    loadTimeChart(),
  ]);
  return { default: OverviewView };
};
const loadAlerts = async () => ({ default: (await import('#renderer/monitoring/alerts/AlertsView.tsx')).AlertsView });
const loadPeople = async () => ({ default: (await import('#renderer/accounts/people/PeopleView.tsx')).PeopleView });
const loadJournal = async () => ({ default: (await import('#renderer/audit/JournalView.tsx')).JournalView });
const loadOperations = async () => ({
  default: (await import('#renderer/monitoring/operations/OperationsView.tsx')).OperationsView,
});
const InboxView = lazy(loadInbox);
const CustomersView = lazy(loadCustomers);
const PaymentsView = lazy(loadPayments);
const RefundsView = lazy(loadRefunds);
const DisputesView = lazy(loadDisputes);
const OverviewView = lazy(loadOverview);
const AlertsView = lazy(loadAlerts);
/** Whoever was told of an alert sees it, room or not. */
const ToldAlert = lazy(async () => ({
  default: (await import('#renderer/monitoring/alerts/ToldAlert.tsx')).ToldAlert,
}));
const PeopleView = lazy(loadPeople);
const JournalView = lazy(loadJournal);
const OperationsView = lazy(loadOperations);

/** Rooms whose code comes by itself. */
const LOADS: Readonly<Partial<Record<Room['id'], () => Promise<unknown>>>> = {
  inbox: loadInbox,
  customers: loadCustomers,
  payments: loadPayments,
  refunds: loadRefunds,
  disputes: loadDisputes,
  overview: loadOverview,
  alerts: loadAlerts,
  people: loadPeople,
  journal: loadJournal,
  operations: loadOperations,
};

const VIEWS: Readonly<Record<Room['id'], () => ReactNode>> = {
  inbox: () => <InboxView />,
  customers: () => <CustomersView />,
  payments: () => <PaymentsView />,
  refunds: () => <RefundsView />,
  disputes: () => <DisputesView />,
  overview: () => <OverviewView />,
  alerts: () => <AlertsView />,
  people: () => <PeopleView />,
  journal: () => <JournalView />,
  operations: () => <OperationsView />,
  settings: () => <SettingsView />,
};

/** The rooms behind the sign-in, by role. */
export function Routes() {
  const { account } = useSession();
  const { app } = useWords();
  const rooms = roomsFor(account.roles);
  const first = rooms[0]?.path ?? '/settings';
  // Before anybody asks: a browser that has lost the line could not fetch a room any more, and would say that it had stopped working.
  useEffect(() => {
    for (const { id } of roomsFor(account.roles)) LOADS[id]?.().catch(() => undefined);
  }, [account.roles]);
  return (
    <Suspense
      fallback={
        <div className="flex flex-1 items-center justify-center text-ink-faint">
          <Spinner label={app.loading} />
        </div>
      }
    >
      <Switch>
        {rooms.map((room) => (
          <Route key={room.id} path={`${room.path}/*?`}>
            <Failsafe key={room.id}>{VIEWS[room.id]()}</Failsafe>
          </Route>
        ))}
        <Route path="/alerts/:alertId">{({ alertId }) => <ToldAlert alertId={alertId} />}</Route>
        <Route path="/">
          <Redirect to={first} replace />
        </Route>
        <Route>
          <NotFound home={first} />
        </Route>
      </Switch>
    </Suspense>
  );
}
