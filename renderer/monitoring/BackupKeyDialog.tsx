import { useState } from 'react';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useBackupActions } from './useBackups.ts';

interface BackupKeyDialogProps {
  /** Whether a key stands already, which older backups go on needing. */
  readonly replaces: boolean;
  readonly onClose: () => void;
}

/** Warns, makes the key, and shows its secret once. */
export function BackupKeyDialog({ replaces, onClose }: BackupKeyDialogProps) {
  const { app, monitoring } = useWords();
  const words = monitoring.backups;
  const { makeKey } = useBackupActions();
  const secret = makeKey.data?.identity;
  if (secret !== undefined) return <SecretDialog secret={secret} onKept={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={words.makeTitle}
      description={words.makeIntro}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" busy={makeKey.isPending} onClick={() => makeKey.mutate()}>
            {words.makeKey}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 ps-5">
        {[...words.makeWarnings, ...(replaces ? [words.replaceWarning] : [])].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}

interface SecretDialogProps {
  readonly secret: string;
  readonly onKept: () => void;
}

/** Shows the secret, and stays until the reader says that they have kept it: Escape or a click beside it would lose every backup to come. */
function SecretDialog({ secret, onKept }: SecretDialogProps) {
  const words = useWords().monitoring.backups;
  const [isRefused, setIsRefused] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => setIsRefused(true)}
      title={words.secretTitle}
      description={words.secretIntro}
      footer={
        <Button variant="primary" onClick={onKept}>
          {words.isKept}
        </Button>
      }
    >
      <CopyBlock label={words.secret} help={words.secretHelp} text={secret} copyLabel={words.copy} />
      {isRefused && (
        <Banner tone="warning" live className="mt-3 rounded-small">
          {words.staysOpen(words.isKept)}
        </Banner>
      )}
    </Dialog>
  );
}
