import { useWords } from '#renderer/app/words/useWords.ts';
import { AlertDetail } from '#renderer/monitoring/alerts/detail/AlertDetail.tsx';

/** For whoever was told of an alert and has no room of alerts: this one. */
export function ToldAlert({ alertId }: { readonly alertId: string }) {
  const { title, detail } = useWords().monitoring.alerts;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line px-5">
        <h1 className="text-title font-semibold">{title}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="max-w-180">
          <h2 className="sr-only">{detail.title}</h2>
          <AlertDetail alertId={alertId} takesFocus onSilence={null} />
        </div>
      </div>
    </div>
  );
}
