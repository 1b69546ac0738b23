import { useMutation, useQuery } from '@tanstack/react-query';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { newId } from '#renderer/client/newId.ts';
import { DeliveryRow } from '#renderer/notifications/ledger/DeliveryRow.tsx';
import { NOTIFICATIONS } from '#renderer/notifications/useNotifications.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

/** Sends a notification by every way there is, and shows live what becomes of it on each. */
export function TrialPart() {
  const words = useWords();
  const { trial } = words.notifications;
  const client = useClient();
  const test = useMutation({
    mutationFn: () => client.call('notifications.test', { id: newId() }),
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: trial.failed,
        description: wordsForError(error, words).message,
        id: 'notifications',
      }),
  });
  return (
    <>
      <h3 className="mt-8 mb-3 text-title font-semibold">{trial.title}</h3>
      <Rows>
        <Row label={trial.send} help={trial.help}>
          <Button variant="primary" busy={test.isPending} onClick={() => test.mutate()}>
            {trial.send}
          </Button>
        </Row>
        {test.data !== undefined && <Steps notificationId={test.data.notificationId} />}
      </Rows>
    </>
  );
}

function Steps({ notificationId }: { readonly notificationId: number }) {
  const { trial, states } = useWords().notifications;
  const client = useClient();
  const { data } = useQuery({
    queryKey: [...NOTIFICATIONS, 'fate', notificationId],
    queryFn: () => client.call('notifications.fate', { notificationId }),
  });
  if (data === undefined) return null;
  const format = { timeStyle: 'medium' } as const;
  return (
    <ol aria-label={trial.steps} aria-live="polite" className="px-4 py-2">
      <li className="flex items-center gap-3 py-1.5">
        <span className="flex-1 font-medium">{trial.created}</span>
        <ExactTime at={data.createdAt} format={format} className="text-meta text-ink-faint tabular-nums" />
      </li>
      <li className="flex items-center gap-3 py-1.5">
        <span className="flex-1 font-medium">
          {trial.inCentre}
          {data.seenAt !== null && <span className="ms-2 font-normal text-ink-muted">{states.shown}</span>}
        </span>
        <ExactTime at={data.seenAt ?? data.toldAt} format={format} className="text-meta text-ink-faint tabular-nums" />
      </li>
      {data.deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} />
      ))}
    </ol>
  );
}
