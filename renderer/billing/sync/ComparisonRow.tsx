import { Row } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { useReconciliations, useSyncActions } from './useSync.ts';

/** The last comparison with Stripe's lists, and the way to make another. */
export function ComparisonRow() {
  const words = useWords().billing.sync;
  const { locale } = useUiEnvironment();
  const { reconcile } = useSyncActions();
  const last = useReconciliations().data?.reconciliations[0];
  const { format } = new Intl.NumberFormat(locale);
  const found =
    last === undefined
      ? words.comparedNever
      : last.state === 'running'
        ? words.comparedRunning
        : last.state === 'failed'
          ? words.comparedFailed
          : words.comparedResult(format(last.checked), format(last.missing), format(last.stale));
  return (
    <Row
      label={words.compare}
      help={
        <>
          {found}
          {last !== undefined && (
            <>
              {' · '}
              <RelativeTime at={last.endedAt ?? last.startedAt} />
            </>
          )}
          <br />
          {words.compareHelp}
        </>
      }
    >
      <Button busy={reconcile.isPending || last?.state === 'running'} onClick={() => reconcile.mutate()}>
        {words.compareNow}
      </Button>
    </Row>
  );
}
