import { useCallback } from 'react';
import { Link } from 'wouter';
import type { Person } from '#shared/accounts/people/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { journalAbout, journalBy } from '#renderer/audit/model/place.ts';
import type { AskPage } from '#renderer/audit/model/pages.ts';
import { Timeline } from './Timeline.tsx';

interface PersonHistoryProps {
  readonly person: Person;
}

const linkLook = 'font-medium text-accent-text underline-offset-2 hover:underline';

/** What happened to a colleague, for whoever may read the journal, with the ways to all of it and to what they did. */
export function PersonHistory({ person }: PersonHistoryProps) {
  const { id, name, roles, deactivatedAt, lockedUntil } = person;
  const words = useWords().audit.timeline;
  const client = useClient();
  const ask = useCallback<AskPage>(
    (page) => client.call('audit.entries', { subject: { kind: 'account', id }, ...page }),
    [client, id],
  );
  return (
    <section className="px-4 py-5">
      <h3 className="mb-3 font-medium">{words.title}</h3>
      <Timeline
        key={id}
        queryKey={['audit.person', id]}
        version={[...roles, deactivatedAt, lockedUntil].join(' ')}
        ask={ask}
        here={{ kind: 'account', id }}
        footer={
          <>
            <Link href={journalAbout('account', id)} className={linkLook}>
              {words.inJournal}
            </Link>
            <Link href={journalBy(id)} className={linkLook}>
              {words.deeds(name)}
            </Link>
          </>
        }
      />
    </section>
  );
}
