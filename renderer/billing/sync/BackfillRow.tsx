import { useState } from 'react';
import { Row } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { Backfill } from '#shared/billing/sync/contract.ts';
import { BackfillParts } from './BackfillParts.tsx';
import { ReadAgainDialog } from './ReadAgainDialog.tsx';
import { useSyncActions } from './useSync.ts';

const NEXT = { running: 'pause', paused: 'resume', failed: 'resume', done: null } as const;

/** How far everything has been read, as a whole and by kind, with the way to stop, to go on and to begin anew. */
export function BackfillRow({ backfill: known }: { readonly backfill: Backfill }) {
  const words = useWords().billing.sync;
  const { locale } = useUiEnvironment();
  const { backfill } = useSyncActions();
  const [isAsking, setIsAsking] = useState(false);
  const { state, progress, objects, remainingMs, trouble } = known;
  const count = words.objects(objects);
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(progress);
  const left = state === 'running' && remainingMs !== null ? words.remaining(duration(remainingMs, locale, 1)) : null;
  const next = NEXT[state];
  return (
    <>
      <Row
        label={words.backfill}
        help={[words.backfillState[state], state === 'done' ? null : share, count, left, trouble]
          .filter((part) => part !== null)
          .join(' · ')}
      >
        {state !== 'done' && (
          <Progress label={words.backfill} value={progress} maximum={1} valueText={share} className="w-32" />
        )}
        {next !== null && (
          <Button busy={backfill.isPending} onClick={() => backfill.mutate(next)}>
            {next === 'pause' ? words.pause : words.resume}
          </Button>
        )}
        {state !== 'running' && <Button onClick={() => setIsAsking(true)}>{words.again}</Button>}
      </Row>
      <BackfillParts backfill={known} />
      {isAsking && <ReadAgainDialog backfill={known} onClose={() => setIsAsking(false)} />}
    </>
  );
}
