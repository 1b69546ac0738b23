import type { ManagedSite } from '#shared/accounts/sites/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';

interface RotateKeyDialogProps {
  readonly site: ManagedSite;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onRotate: () => void;
}

/** Says what stops working before it does. */
export function RotateKeyDialog({ site, open, busy, onClose, onRotate }: RotateKeyDialogProps) {
  const { app, accounts } = useWords();
  const words = accounts.sites;
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={words.rotateTitle(site.name)}
      description={words.rotateIntro}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="danger" busy={busy} onClick={onRotate}>
            {words.rotate}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 ps-5">
        {words.rotateStops.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
