import { useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useEffect } from 'react';
import { clientName } from '#renderer/accounts/settings/clientName.ts';
import { SESSIONS, useSessionActions, useSessions } from '#renderer/accounts/settings/useSessions.ts';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

/** A sign-in on a device not seen before is told in the account's other windows, until somebody says whose it was. */
export function NewSignIns() {
  const client = useClient();
  const { account } = useSession();
  const queries = useQueryClient();
  const words = useWords().accounts.settings.sessions;
  const { data } = useSessions();
  const { end, confirm } = useSessionActions();
  useEffect(() => {
    const readAnew = () => void queries.invalidateQueries({ queryKey: SESSIONS });
    return client.subscribe(`account:${account.id}`, { onEvents: readAnew, onSnapshotNeeded: readAnew });
  }, [client, account.id, queries]);

  // One at a time, the newest first: the next one takes its place.
  const news = (data?.sessions ?? []).filter(({ isNews, current }) => isNews && !current).slice(0, 1);
  return news.map((session) => {
    const { program, system } = clientName(session.client);
    const name = program === null ? session.client : words.clientOn(program, system);
    return (
      <Banner
        key={session.id}
        tone="warning"
        icon={ShieldAlert}
        live
        className="shrink-0"
        action={
          <>
            <Button
              busy={confirm.isPending}
              aria-label={words.confirmNamed(name)}
              onClick={() => confirm.mutate(session.id)}
            >
              {words.confirm}
            </Button>
            <Button busy={end.isPending} aria-label={words.endNamed(name)} onClick={() => end.mutate(session.id)}>
              {words.end}
            </Button>
          </>
        }
      >
        {words.noteTitle(name)}{' '}
        <ExactTime at={session.createdAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
        {session.address !== null && <> · {words.from(session.address)}</>}. {words.noteQuestion}
      </Banner>
    );
  });
}
