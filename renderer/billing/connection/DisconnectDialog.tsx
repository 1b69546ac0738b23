import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { useConnectionActions } from './useStripe.ts';

export function DisconnectDialog({ onClose }: { readonly onClose: () => void }) {
  const { app, billing } = useWords();
  const words = billing.connection;
  const { disconnect } = useConnectionActions();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={words.disconnectTitle}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button
            variant="danger"
            busy={disconnect.isPending}
            onClick={() => disconnect.mutate(undefined, { onSuccess: onClose })}
          >
            {words.disconnect}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 ps-5">
        {words.disconnectLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
