import { CircleSlash, History, RefreshCw } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ActionDialog } from '#renderer/billing/ActionDialog.tsx';
import { useSyncActions } from './useSync.ts';

interface ReplayDialogProps {
  readonly id: string;
  readonly type: string;
  readonly onClose: () => void;
}

/** Says what processing an event once more does, and does it. */
export function ReplayDialog({ id, type, onClose }: ReplayDialogProps) {
  const words = useWords().billing.sync;
  const { replay } = useSyncActions();
  return (
    <ActionDialog
      title={words.replayTitle(type)}
      back={words.replayBack}
      action={words.replay}
      isBusy={replay.isPending}
      onSubmit={() => replay.mutate(id, { onSuccess: onClose })}
      onClose={onClose}
      lines={[
        [RefreshCw, words.replayReads],
        [CircleSlash, words.replayNothing],
        [History, words.replayHistory],
      ]}
    />
  );
}
