import { useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { CopyBlock } from '#renderer/app/CopyBlock.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { ReplayDialog } from './ReplayDialog.tsx';
import { useEvent } from './useSync.ts';

/** One event as it arrived, and everything that became of it. */
export function EventDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { app, billing } = useWords();
  const words = billing.sync;
  const query = useEvent(id);
  const [isAsking, setIsAsking] = useState(false);
  if (isAsking) return <ReplayDialog id={id} type={query.data?.event.type ?? id} onClose={() => setIsAsking(false)} />;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={query.data?.event.type ?? id}
      description={words.eventHelp}
      closeLabel={app.close}
      footer={
        <>
          <Button onClick={onClose}>{app.close}</Button>
          {query.data !== undefined && (
            <Button variant="primary" onClick={() => setIsAsking(true)}>
              {words.replayAsk}
            </Button>
          )}
        </>
      }
    >
      {query.data === undefined ? (
        query.isError ? (
          <QueryError title={words.eventFailed} query={query} />
        ) : (
          <SkeletonList label={app.loading} rows={4} rowHeight={40} avatar={false} />
        )
      ) : (
        <Told told={query.data} />
      )}
    </Dialog>
  );
}

function Told({ told: { history, payload } }: { readonly told: OutputOf<'billing.event'> }) {
  const words = useWords().billing.sync;
  // What is no word of ours is an error's message.
  const details: Readonly<Record<string, string>> = { ...words.via, ...words.outcome };
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="mb-1 font-medium">{words.history}</h3>
        <ol className="flex flex-col gap-1">
          {history.map(({ at, what, detail }, place) => (
            <li key={place} className="flex flex-wrap gap-x-2">
              <ExactTime at={at} format={{ dateStyle: 'short', timeStyle: 'medium' }} className="text-ink-faint" />
              {words.historyWhat[what]}
              {detail !== null && <span className="text-ink-muted wrap-anywhere">{details[detail] ?? detail}</span>}
            </li>
          ))}
        </ol>
      </div>
      <CopyBlock label={words.payload} text={readable(payload)} copyLabel={words.copy} />
    </div>
  );
}

/** Indented where it is JSON, which all of Stripe's are. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
