import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import type { Invitation } from '#shared/accounts/invitations/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { QueryList } from '#renderer/accounts/settings/QueryList.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { RoleBadges } from './RoleBadges.tsx';
import { useInvitationLinkParts } from './useInvitationLinkParts.tsx';
import { useInvitations, usePeopleChange } from './usePeople.ts';

/** Invitations that nobody has taken yet, each with a new link to be had and its end. */
export function OpenInvitations() {
  const { app, accounts } = useWords();
  const words = accounts.people.invitations;
  const query = useInvitations();
  const invitations = query.data?.invitations ?? [];
  const [link, setLink] = useState<(OutputOf<'accounts.renewInvitation'> & { email: string }) | null>(null);
  const closeLink = () => setLink(null);
  const linkParts = useInvitationLinkParts(closeLink);
  return (
    <section aria-label={words.title}>
      <h2 className="mb-3 text-title font-semibold">{words.title}</h2>
      <QueryList
        query={query}
        count={invitations.length}
        likely={1}
        empty={
          <p className="flex items-center gap-2 text-ink-muted">
            <MailPlus aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            {words.empty}
          </p>
        }
        failed={words.loadFailed}
      >
        <Rows>
          {invitations.map((invitation) => (
            <InvitationRow
              key={invitation.id}
              invitation={invitation}
              onLink={(renewed) => setLink({ ...renewed, email: invitation.email })}
            />
          ))}
        </Rows>
      </QueryList>
      {link !== null && (
        <Dialog open onOpenChange={closeLink} closeLabel={app.close} {...linkParts(link.email, link)} />
      )}
    </section>
  );
}

interface InvitationRowProps {
  readonly invitation: Invitation;
  readonly onLink: (renewed: OutputOf<'accounts.renewInvitation'>) => void;
}

function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const words = useWords().accounts.people.invitations;
  const { id: invitationId, email, roles, invitedBy, expiresAt, hasExpired } = invitation;
  const renew = usePeopleChange('accounts.renewInvitation', words.renewFailed, onLink);
  const revoke = usePeopleChange('accounts.revokeInvitation', words.revokeFailed, () =>
    showToast({ tone: 'success', title: words.revoked(email) }),
  );
  return (
    <Row
      label={
        <span className="flex flex-wrap items-center gap-2">
          <span className="truncate">{email}</span>
          <RoleBadges roles={roles} />
          {hasExpired && <Badge tone="warning">{words.expired}</Badge>}
        </span>
      }
      help={
        <>
          {words.by(invitedBy.name)}
          {!hasExpired && (
            <>
              {' · '}
              {words.expires} <ExactTime at={expiresAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
            </>
          )}
        </>
      }
    >
      <Button busy={renew.isPending} aria-label={words.renewFor(email)} onClick={() => renew.mutate({ invitationId })}>
        {words.renew}
      </Button>
      <Button
        variant="ghost"
        busy={revoke.isPending}
        aria-label={words.revokeFor(email)}
        onClick={() => revoke.mutate({ invitationId })}
      >
        {words.revoke}
      </Button>
    </Row>
  );
}
