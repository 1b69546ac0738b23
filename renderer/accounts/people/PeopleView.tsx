import { UserPlus, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useCommands, type Command } from '#renderer/app/commands/commands.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { OpenInvitations } from './OpenInvitations.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import { usePeople } from './usePeople.ts';

/** Who works here, with which roles, and who is invited. One person opens over it, by the address `/people/ID`. */
export function PeopleView() {
  const { app, accounts } = useWords();
  const words = accounts.people;
  const [, params] = useRoute('/people/:accountId');
  const [, navigate] = useLocation();
  const [inviting, setInviting] = useState(false);
  const query = usePeople();
  const people = query.data?.people ?? [];
  const active = people.filter(({ deactivatedAt }) => deactivatedAt === null).length;
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'people.invite',
        label: words.invite,
        group: words.title,
        icon: UserPlus,
        run: () => setInviting(true),
      },
    ],
    [words],
  );
  useCommands(commands);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-5">
        <h1 className="text-title font-semibold">{words.title}</h1>
        {query.data !== undefined && <span className="text-meta text-ink-faint">{words.count(active)}</span>}
        <Button variant="primary" icon={UserPlus} className="ms-auto" onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-240 flex-col gap-8 px-5 py-6">
          <ListStates
            state={listStateOf(query, people.length)}
            loading={<SkeletonList label={app.loading} rows={4} rowHeight={56} />}
            empty={<EmptyState icon={Users} title={words.emptyTitle} description={words.emptyDescription} />}
            error={<QueryError title={words.loadFailed} query={query} />}
            staleNote={<StaleNote at={query.dataUpdatedAt} />}
          >
            <PeopleTable people={people} />
          </ListStates>
          <OpenInvitations />
        </div>
      </div>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
      {query.data !== undefined && (
        <PersonDrawer accountId={params?.accountId ?? null} people={people} onClose={() => navigate('/people')} />
      )}
    </div>
  );
}
