import { Inbox, LogOut, MessagesSquare, TriangleAlert } from 'lucide-react';
import { v7 } from 'uuid';
import type { Person } from '#shared/accounts/people/contract.ts';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { IconLines, type IconLine } from '#renderer/ui/IconLines.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { usePeopleChange } from './usePeople.ts';

interface DeactivateDialogProps {
  readonly person: Person;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What exactly happens when somebody is deactivated, asked once. */
export function DeactivateDialog({ person, open, onOpenChange }: DeactivateDialogProps) {
  const { app, accounts } = useWords();
  const { deactivateDialog: words, person: personWords } = accounts.people;
  const { account } = useSession();
  const deactivate = usePeopleChange('accounts.deactivate', words.failed, ({ conversationsReturned }) => {
    onOpenChange(false);
    showToast({
      tone: 'success',
      title: words.done(person.name),
      ...(conversationsReturned === 0 ? {} : { description: personWords.rolesSavedReturned(conversationsReturned) }),
    });
  });
  const lines: readonly IconLine[] = [
    ...(person.id === account.id ? ([[TriangleAlert, words.yourself]] as const) : []),
    [LogOut, words.sessions],
    [Inbox, words.conversations(person.openConversations)],
    [MessagesSquare, words.kept],
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title(person.name)}
      description={words.description}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{words.cancel}</Button>
          <Button
            variant="danger"
            busy={deactivate.isPending}
            onClick={() => deactivate.mutate({ id: v7(), accountId: person.id })}
          >
            {words.action(person.name)}
          </Button>
        </>
      }
    >
      <div className="pt-1">
        <IconLines lines={lines} />
      </div>
    </Dialog>
  );
}
