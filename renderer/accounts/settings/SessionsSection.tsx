import { MonitorSmartphone } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { useSignOutAction } from '#renderer/app/shell/useSignOutAction.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { clientName } from './clientName.ts';
import { QueryList } from './QueryList.tsx';
import { Row, Rows, SectionHead } from './SettingsPart.tsx';
import { mayConfirm, useSessionActions, useSessions } from './useSessions.ts';

/** Where one is signed in, with the way to end each. */
export function SessionsSection() {
  const { accounts } = useWords();
  const words = accounts.settings.sessions;
  const query = useSessions();
  const { endOthers } = useSessionActions();
  const sessions = query.data?.sessions ?? [];
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <QueryList
        query={query}
        count={sessions.length}
        likely={2}
        empty={<EmptyState icon={MonitorSmartphone} title={words.emptyTitle} />}
        failed={words.loadFailed}
      >
        <Rows>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} confirmable={mayConfirm(sessions)} />
          ))}
        </Rows>
        {sessions.length > 1 && (
          <Button className="mt-4 self-start" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {words.endOthers}
          </Button>
        )}
      </QueryList>
    </>
  );
}

interface SessionRowProps {
  readonly session: OutputOf<'accounts.sessions'>['sessions'][number];
  /** Whether this window may say whose new sign-ins are. */
  readonly confirmable: boolean;
}

function SessionRow({ session, confirmable }: SessionRowProps) {
  const words = useWords().accounts.settings.sessions;
  const { program, system } = clientName(session.client);
  const name = program === null ? session.client : words.clientOn(program, system);
  const signOut = useSignOutAction();
  const { end, confirm } = useSessionActions();
  return (
    <Row
      label={
        <span className="flex items-center gap-2">
          <span className="truncate" title={session.client}>
            {name}
          </span>
          {session.current && <Badge tone="success">{words.current}</Badge>}
          {session.isNews && <Badge tone="warning">{words.news}</Badge>}
        </span>
      }
      help={
        <>
          {session.address !== null && <>{words.from(session.address)} · </>}
          {session.current ? (
            words.inUse
          ) : (
            <>
              {words.lastUsed} <RelativeTime at={session.lastUsedAt} />
            </>
          )}
          {' · '}
          {words.opened} <RelativeTime at={session.createdAt} />
          {' · '}
          {words.expires} <ExactTime at={session.expiresAt} format={{ dateStyle: 'medium' }} />
        </>
      }
    >
      {session.isNews && confirmable && (
        <Button
          variant="ghost"
          busy={confirm.isPending}
          aria-label={words.confirmNamed(name)}
          onClick={() => confirm.mutate(session.id)}
        >
          {words.confirm}
        </Button>
      )}
      {session.current ? (
        <Button onClick={signOut}>{words.signOut}</Button>
      ) : (
        <Button busy={end.isPending} aria-label={words.endNamed(name)} onClick={() => end.mutate(session.id)}>
          {words.end}
        </Button>
      )}
    </Row>
  );
}
