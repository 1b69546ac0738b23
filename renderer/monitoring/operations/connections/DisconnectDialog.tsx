import { DISCONNECT_REASONS } from '#shared/monitoring/connections/reasons.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { ReasonDialog } from '#renderer/monitoring/operations/parts/ReasonDialog.tsx';
import { useCommand } from '#renderer/monitoring/operations/parts/useCommand.ts';
import { CONNECTIONS, type Line } from './ConnectionsTab.tsx';

/** Ends a line, once somebody has said why. */
export function DisconnectDialog({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) {
  const words = useWords().monitoring.operations.connections;
  const name = line.account?.name ?? words.nobody[line.kind];
  const disconnect = useCommand({
    name: 'monitoring.disconnect',
    failed: words.dialog.failed,
    changes: [CONNECTIONS],
    onSuccess: () => {
      onClose();
      showToast({ tone: 'success', title: words.dialog.done(name) });
    },
  });
  return (
    <ReasonDialog
      title={words.dialog.title(name)}
      description={words.dialog.description}
      reasonLabel={words.dialog.reason}
      reasonHelp={words.dialog.reasonHelp}
      reasons={DISCONNECT_REASONS}
      names={words.reasons}
      action={words.disconnect}
      cancel={words.dialog.cancel}
      busy={disconnect.isPending}
      onClose={onClose}
      onConfirm={(reason) => disconnect.mutate({ lineId: line.id, reason })}
    />
  );
}
