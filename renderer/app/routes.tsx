import { Suspense, useEffect, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { SettingsView } from '#renderer/accounts/settings/SettingsView.tsx';
import { roomsFor, type Room } from '#renderer/app/rooms.ts';
import { LazyTimeChart } from '#renderer/ui/chart/LazyTimeChart.tsx';
import { lazyPart, type LazyPart } from '#renderer/ui/lazyPart.ts';
import { Spinner } from '#renderer/ui/Spinner.tsx';
import { useLine, useSession } from './context.ts';
import { Failsafe } from './Failsafe.tsx';
import { NotFound } from './NotFound.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';

const InboxView = lazyPart(async () => (await import('#renderer/chat/InboxView.tsx')).InboxView);
const CustomersView = lazyPart(async () => (await import('#renderer/customers/CustomersView.tsx')).CustomersView);
const PaymentsView = lazyPart(async () => (await import('#renderer/billing/payments/PaymentsView.tsx')).PaymentsView);
const RefundsView = lazyPart(async () => (await import('#renderer/billing/refunds/RefundsView.tsx')).RefundsView);
const DisputesView = lazyPart(async () => (await import('#renderer/billing/disputes/DisputesView.tsx')).DisputesView);
const OverviewView = lazyPart(async () => {
  const [{ OverviewView: View }] = await Promise.all([
    import('#renderer/billing/overview/OverviewView.tsx'),
    LazyTimeChart.prefetch(),
  ]);
  return View;
});
const AlertsView = lazyPart(async () => (await import('#renderer/monitoring/alerts/AlertsView.tsx')).AlertsView);
/** Whoever was told of an alert sees it, room or not. */
const ToldAlert = lazyPart(async () => (await import('#renderer/monitoring/alerts/ToldAlert.tsx')).ToldAlert);
const PeopleView = lazyPart(async () => (await import('#renderer/accounts/people/PeopleView.tsx')).PeopleView);
const JournalView = lazyPart(async () => (await import('#renderer/audit/JournalView.tsx')).JournalView);
const OperationsView = lazyPart(
  async () => (await import('#renderer/monitoring/operations/OperationsView.tsx')).OperationsView,
);

/** Rooms whose code comes by itself. */
const LAZY: Readonly<Partial<Record<Room['id'], Pick<LazyPart<never>, 'prefetch'>>>> = {
  inbox: InboxView,
  customers: CustomersView,
  payments: PaymentsView,
  refunds: RefundsView,
  disputes: DisputesView,
  overview: OverviewView,
  alerts: AlertsView,
  people: PeopleView,
  journal: JournalView,
  operations: OperationsView,
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

/** Until the code of a room is there; without a line, that is when the line is back. */
function RoomComes() {
  const { app } = useWords();
  const isLost = useLine().state !== 'online';
  return (
    <div
      role="status"
      className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center text-ink-muted"
    >
      <Spinner />
      <h1 className={isLost ? 'font-normal text-balance' : 'sr-only'}>{isLost ? app.line.roomComes : app.loading}</h1>
    </div>
  );
}

/** The rooms behind the sign-in, by role. */
export function Routes() {
  const { account } = useSession();
  const rooms = roomsFor(account.roles);
  const first = rooms[0]?.path ?? '/settings';
  // Before anybody asks: a browser that has lost the line can fetch a room only when it is back.
  useEffect(() => {
    for (const { id } of roomsFor(account.roles)) LAZY[id]?.prefetch().catch(() => undefined);
  }, [account.roles]);
  return (
    <Suspense fallback={<RoomComes />}>
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
