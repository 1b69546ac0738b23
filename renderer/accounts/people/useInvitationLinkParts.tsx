import type { OutputOf } from '#shared/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { DialogProps } from '#renderer/ui/Dialog.tsx';
import { InvitationLink } from './InvitationLink.tsx';

type Parts = Pick<DialogProps, 'title' | 'description' | 'footer' | 'children'>;

/** What a dialog shows of an invitation's new link, this once. Parts, so that the dialog that made the link goes on with it. */
export function useInvitationLinkParts(
  onClose: () => void,
): (email: string, link: OutputOf<'accounts.invite'>) => Parts {
  const words = useWords().accounts.people.link;
  return (email, { code, expiresAt }) => ({
    title: words.title(email),
    description: words.description,
    footer: (
      <Button variant="primary" onClick={onClose}>
        {words.done}
      </Button>
    ),
    children: <InvitationLink code={code} expiresAt={expiresAt} />,
  });
}
