import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
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
  if (secret !== undefined) {
    return (
      <Dialog
        open
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={words.secretTitle}
        description={words.secretIntro}
        closeLabel={app.close}
        footer={
          <Button variant="primary" onClick={onClose}>
            {words.isKept}
          </Button>
        }
      >
        <CopyBlock label={words.secret} help={words.secretHelp} text={secret} copyLabel={words.copy} />
      </Dialog>
    );
  }
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
