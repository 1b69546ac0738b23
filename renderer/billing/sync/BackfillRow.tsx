import { Row } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { Backfill } from '#shared/billing/sync/contract.ts';
import { useSyncActions } from './useSync.ts';

const NEXT = { running: 'pause', paused: 'resume', failed: 'resume', done: 'start' } as const;

/** How far everything has been read, with the way to stop and go on. */
export function BackfillRow({ backfill: known }: { readonly backfill: Backfill }) {
  const words = useWords().billing.sync;
  const { locale } = useUiEnvironment();
  const { backfill } = useSyncActions();
  const { state, progress, objects, remainingMs, trouble } = known;
  const count = words.objects(new Intl.NumberFormat(locale).format(objects));
  const left = state === 'running' && remainingMs !== null ? words.remaining(duration(remainingMs, locale, 1)) : null;
  const next = NEXT[state];
  const label = { pause: words.pause, resume: words.resume, start: words.again }[next];
  return (
    <Row
      label={words.backfill}
      help={[words.backfillState[state], count, left, trouble].filter((part) => part !== null).join(' · ')}
    >
      {state !== 'done' && (
        <Progress label={words.backfill} value={progress} maximum={1} valueText={count} className="w-32" />
      )}
      <Button busy={backfill.isPending} onClick={() => backfill.mutate(next)}>
        {label}
      </Button>
    </Row>
  );
}
