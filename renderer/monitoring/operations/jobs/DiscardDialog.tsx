import { useState } from 'react';
import { v7 } from 'uuid';
import type { QueueName } from '#shared/monitoring/queues.ts';
import type { Job } from '#shared/monitoring/jobs/contract.ts';
import { DISCARD_REASONS } from '#shared/monitoring/jobs/reasons.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { ReasonDialog } from '#renderer/monitoring/operations/parts/ReasonDialog.tsx';
import { useCommand } from '#renderer/monitoring/operations/parts/useCommand.ts';
import { useJobName } from './useJobName.ts';
import { JOBS } from './JobList.tsx';

interface DiscardDialogProps {
  readonly queue: QueueName;
  readonly job: Job;
  readonly onClose: () => void;
}

/** Lets go of what was given up, once somebody has said why. */
export function DiscardDialog({ queue, job, onClose }: DiscardDialogProps) {
  const words = useWords().monitoring.operations.jobs;
  const nameOf = useJobName(queue);
  // A repeat of the same deed is the same.
  const [id] = useState(() => v7());
  const discard = useCommand({
    name: 'monitoring.discardJob',
    failed: words.dialog.failed,
    changes: [JOBS, ['monitoring.jobQueues']],
    onSuccess: () => {
      onClose();
      showToast({ tone: 'success', title: words.dialog.done });
    },
  });
  return (
    <ReasonDialog
      title={words.dialog.title(nameOf(job.kind))}
      description={words.dialog.description[queue]}
      reasonLabel={words.dialog.reason}
      reasonHelp={words.dialog.reasonHelp}
      reasons={DISCARD_REASONS}
      names={words.reasons}
      action={words.discard}
      cancel={words.dialog.cancel}
      busy={discard.isPending}
      onClose={onClose}
      onConfirm={(reason) => discard.mutate({ id, queue, jobId: job.id, reason })}
    />
  );
}
