import type { OutputOf } from '#shared/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { InvitationLink } from './InvitationLink.tsx';

interface InvitationLinkDialogProps {
  /** Whom it is for. */
  readonly email: string;
  readonly link: OutputOf<'accounts.invite'>;
  readonly onClose: () => void;
}

/** Shows an invitation's new link, this once. */
export function InvitationLinkDialog({ email, link, onClose }: InvitationLinkDialogProps) {
  const { app, accounts } = useWords();
  const words = accounts.people.link;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words.title(email)}
      description={words.description}
      closeLabel={app.close}
      footer={
        <Button variant="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <InvitationLink code={link.code} expiresAt={link.expiresAt} />
    </Dialog>
  );
}
