import { lazy, Suspense, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { SettingsView } from '#renderer/accounts/settings/SettingsView.tsx';
import { roomsFor, type Room } from '#renderer/app/rooms.ts';
import { Spinner } from '#renderer/ui/Spinner.tsx';
import { useSession } from './context.ts';
import { Failsafe } from './Failsafe.tsx';
import { NotFound } from './NotFound.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';

const InboxView = lazy(async () => ({ default: (await import('#renderer/chat/InboxView.tsx')).InboxView }));
const PeopleView = lazy(async () => ({
  default: (await import('#renderer/accounts/people/PeopleView.tsx')).PeopleView,
}));
const JournalView = lazy(async () => ({ default: (await import('#renderer/audit/JournalView.tsx')).JournalView }));

const VIEWS: Readonly<Record<Room['id'], () => ReactNode>> = {
  inbox: () => <InboxView />,
  people: () => <PeopleView />,
  journal: () => <JournalView />,
  settings: () => <SettingsView />,
};

/** The rooms behind the sign-in, by role. */
export function Routes() {
  const { account } = useSession();
  const { app } = useWords();
  const rooms = roomsFor(account.roles);
  const first = rooms[0]?.path ?? '/settings';
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
