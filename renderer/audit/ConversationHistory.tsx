import { useCallback } from 'react';
import { Link } from 'wouter';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { journalAbout } from '#renderer/audit/model/place.ts';
import type { AskPage } from '#renderer/audit/model/pages.ts';
import { isGranted } from '#shared/wire/access.ts';
import { Timeline } from './Timeline.tsx';

interface ConversationHistoryProps {
  readonly conversationId: string;
  /** Changes with the conversation, so that its history is read anew. */
  readonly version: string;
}

/** What was done with a conversation, for whoever may read it. What was written in it is its thread. */
export function ConversationHistory({ conversationId, version }: ConversationHistoryProps) {
  const words = useWords().audit.timeline;
  const client = useClient();
  const { roles } = useSession().account;
  const ask = useCallback<AskPage>(
    (page) => client.call('audit.conversation', { conversationId, ...page }),
    [client, conversationId],
  );
  return (
    <section>
      <h3 className="mb-2 text-meta font-semibold text-ink-muted">{words.title}</h3>
      <Timeline
        key={conversationId}
        queryKey={['audit.conversation', conversationId]}
        version={version}
        ask={ask}
        here={{ kind: 'conversation', id: conversationId }}
        footer={
          isGranted(roles, 'audit.read') && (
            <Link
              href={journalAbout('conversation', conversationId)}
              className="font-medium text-accent-text underline-offset-2 hover:underline"
            >
              {words.inJournal}
            </Link>
          )
        }
      />
    </section>
  );
}
