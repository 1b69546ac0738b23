import { CircleCheck, PlugZap, WifiOff } from 'lucide-react';
import { Suspense } from 'react';
import { useLine, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { LineState } from '#renderer/client/client.ts';
import { AlertsStatus } from '#renderer/monitoring/alerts/AlertsStatus.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { duration } from '#renderer/ui/time.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { isGranted } from '#shared/wire/access.ts';
import { Environment } from './Environment.tsx';
import { UnsentReplies } from './UnsentReplies.tsx';
import { useSyncCursor } from './useSyncCursor.ts';

const UnsentDrafts = lazyPart(async () => (await import('./UnsentDrafts.tsx')).UnsentDrafts);

/** The foot of the window: the line, how far the screen is, and whether this is the real thing. */
export function StatusBar() {
  const words = useWords().app.status;
  const { locale } = useUiEnvironment();
  const line = useLine();
  const cursor = useSyncCursor();
  const { account } = useSession();
  return (
    <footer
      aria-label={words.label}
      className="flex h-6 shrink-0 items-center gap-4 ps-4 pe-2 text-meta text-ink-muted tabular-nums"
    >
      <LineStatus line={line} />
      {line.state === 'online' && (
        <span className="flex items-center gap-1.5">
          <CircleCheck aria-hidden className="size-3.5" strokeWidth={1.75} />
          {cursor === null ? words.upToDate : words.upToDateAt(new Intl.NumberFormat(locale).format(cursor))}
        </span>
      )}
      <UnsentReplies />
      {isGranted(account.roles, 'refunds.draft') && (
        <Suspense>
          <UnsentDrafts />
        </Suspense>
      )}
      {line.state === 'online' && <AlertsStatus />}
      <span className="flex-1" />
      <Environment />
    </footer>
  );
}

/** A hint only: while the line is down the banner says so, and offers to try now. */
function LineStatus({ line }: { readonly line: LineState }) {
  const words = useWords().app.status;
  if (line.state === 'online') {
    return (
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="mx-0.5 size-2 rounded-full bg-success" />
        {words.online}
      </span>
    );
  }
  if (line.state === 'connecting') {
    return (
      <span className="flex items-center gap-1.5">
        <PlugZap aria-hidden className="size-3.5" strokeWidth={1.75} />
        {words.connecting}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5">
      <WifiOff aria-hidden className="size-3.5" strokeWidth={1.75} />
      {line.state === 'refused' ? words.refused : words.offline}
      {line.state === 'waiting' && <Countdown until={line.retryAt} />}
    </span>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const words = useWords().app.status;
  const { locale } = useUiEnvironment();
  const now = useNow(1_000);
  if (until <= now) return null;
  return <span>· {words.retryIn(duration(until - now + 999, locale))}</span>;
}
