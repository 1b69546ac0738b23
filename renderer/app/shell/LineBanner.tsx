import { RotateCw, ServerCrash, WifiOff } from 'lucide-react';
import { useClient, useLine, useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import type { LineState } from '#renderer/client/client.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { AppError } from '#shared/wire/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useSeenAt } from './useSeenAt.ts';
import { useServerState } from './useServerState.ts';

/** Says across the window that the line is down, why where that is known, and offers to try now. */
export function LineBanner() {
  const words = useWords().app;
  const line = useLine();
  const offline = useOfflineWords(line);
  const client = useClient();
  const native = useNative();
  const server = useServerState(native);

  if (line.state === 'online' || (line.state === 'connecting' && server?.state !== 'failed')) return null;
  const hasFailed = server?.state === 'failed';
  // A server that runs may still have a port that died: that one is replaced.
  const isRestarting = server !== null && server.state !== 'running';
  const text = hasFailed
    ? `${words.server.failedTitle}. ${server.reason}`
    : (offline ??
      (isRestarting ? words.line.restarting : line.state === 'refused' ? words.line.refused : words.line.lost));
  return (
    <Banner
      tone={hasFailed || line.state === 'refused' ? 'danger' : 'warning'}
      icon={server === null || offline !== null ? WifiOff : ServerCrash}
      live
      className="shrink-0"
      action={
        <Button
          icon={RotateCw}
          onClick={() => {
            if (hasFailed) native?.restartServer().catch(() => undefined);
            else client.retryNow();
          }}
        >
          {hasFailed ? words.server.restart : words.line.retryNow}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}

/** A hub that is not reached: why, and from when what can be read is. Null for every other line. */
function useOfflineWords(line: LineState): string | null {
  const words = useWords();
  const seenAt = useSeenAt(line);
  if (line.state !== 'waiting' || line.hub === undefined) return null;
  return words.app.line.offline(seenAt, wordsForError(AppError.fromWire(line.hub.problem), words).message);
}
