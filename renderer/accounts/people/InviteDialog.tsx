import { useId, useState, type SubmitEvent } from 'react';
import { v7 } from 'uuid';
import type { OutputOf } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { looksLikeEmail } from '#renderer/accounts/looksLikeEmail.ts';
import { useSubmission } from '#renderer/accounts/useSubmission.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { RolesField } from './RolesField.tsx';
import { useInvitationLinkParts } from './useInvitationLinkParts.tsx';
import { useRefreshPeople } from './usePeople.ts';

interface InviteDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Whom to invite, and then the link, which is shown this once. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  return open ? <OpenInviteDialog onClose={() => onOpenChange(false)} /> : null;
}

function OpenInviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { app, accounts } = useWords();
  const { inviteDialog: words, roles: rolesWords } = accounts.people;
  const client = useClient();
  const refresh = useRefreshPeople();
  const submission = useSubmission();
  const form = useId();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['support']);
  const [checked, setChecked] = useState(false);
  const linkParts = useInvitationLinkParts(onClose);
  const [link, setLink] = useState<OutputOf<'accounts.invite'> | null>(null);
  const emailError = email.trim() === '' ? words.emailMissing : looksLikeEmail(email) ? null : words.emailWrong;
  const rolesError = roles.length === 0 ? rolesWords.missing : null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setChecked(true);
    if (emailError !== null || rolesError !== null || submission.busy) return;
    submission.run(async () => {
      // Made for this try: after a failure it is another one.
      setLink(await client.call('accounts.invite', { id: v7(), email: email.trim(), roles }));
      await refresh();
    });
  }

  const { failure } = submission;
  const parts =
    link === null
      ? {
          title: words.title,
          description: words.description,
          footer: (
            <>
              <Button onClick={onClose}>{words.cancel}</Button>
              <Button variant="primary" type="submit" form={form} busy={submission.busy}>
                <span className="max-w-72 truncate">{words.action(looksLikeEmail(email) ? email.trim() : '')}</span>
              </Button>
            </>
          ),
          children: (
            <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
              {failure !== null && <FailureBanner message={failure.message} reference={failure.reference} />}
              <Field
                label={words.email}
                help={words.emailHelp}
                error={checked ? (emailError ?? failure?.fields['email'] ?? null) : null}
              >
                {(wiring) => (
                  <Input
                    {...wiring}
                    type="email"
                    autoComplete="off"
                    autoCapitalize="off"
                    maxLength={254}
                    value={email}
                    onChange={(event) => setEmail(event.target.value)}
                  />
                )}
              </Field>
              <RolesField value={roles} error={checked ? rolesError : null} onChange={setRoles} />
            </form>
          ),
        }
      : linkParts(email.trim(), link);
  return <Dialog open onOpenChange={onClose} closeLabel={app.close} {...parts} />;
}
