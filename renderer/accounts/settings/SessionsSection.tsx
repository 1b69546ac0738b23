import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useSignOutAction } from '#renderer/app/shell/useSignOutAction.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { clientName } from './clientName.ts';
import { listStateOf } from './listStateOf.ts';
import { QueryError } from './QueryError.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';

const QUERY = ['accounts.sessions'];

/** Where one is signed in, with the way to end each. */
export function SessionsSection() {
  const { app, accounts } = useWords();
  const words = accounts.settings.sessions;
  const client = useClient();
  const query = useQuery({ queryKey: QUERY, queryFn: () => client.call('accounts.sessions', {}) });
  const sessions = query.data?.sessions ?? [];
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <ListStates
        state={listStateOf(query, sessions.length)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={2} rowHeight={60} avatar={false} />
          </Rows>
        }
        empty={<EmptyState icon={MonitorSmartphone} title={words.emptyTitle} />}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <Rows>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Rows>
      </ListStates>
    </>
  );
}

function StaleNote({ at }: { readonly at: number }) {
  const { app } = useWords();
  return (
    <>
      {app.asOf} <RelativeTime at={at} />
    </>
  );
}

function SessionRow({ session }: { readonly session: OutputOf<'accounts.sessions'>['sessions'][number] }) {
  const allWords = useWords();
  const words = allWords.accounts.settings.sessions;
  const { program, system } = clientName(session.client);
  const name = program === null ? session.client : words.clientOn(program, system);
  const client = useClient();
  const queries = useQueryClient();
  const signOut = useSignOutAction();
  const end = useMutation({
    mutationFn: () => client.call('accounts.revokeSession', { sessionId: session.id }),
    onSuccess: () => showToast({ tone: 'success', title: words.ended }),
    onError: (error) =>
      showToast({ tone: 'danger', title: words.failed, description: wordsForError(error, allWords).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: QUERY }),
  });
  return (
    <Row
      label={
        <span className="flex items-center gap-2">
          <span className="truncate" title={session.client}>
            {name}
          </span>
          {session.current && <Badge tone="success">{words.current}</Badge>}
        </span>
      }
      help={
        <>
          {words.opened} <RelativeTime at={session.createdAt} />
          {' · '}
          {words.expires} <ExactTime at={session.expiresAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
        </>
      }
    >
      {session.current ? (
        <Button onClick={signOut}>{words.signOut}</Button>
      ) : (
        <Button busy={end.isPending} aria-label={words.endNamed(name)} onClick={() => end.mutate()}>
          {words.end}
        </Button>
      )}
    </Row>
  );
}
