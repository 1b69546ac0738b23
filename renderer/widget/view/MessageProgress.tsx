import { useSurroundings } from './context.ts';
import { AlertIcon, CheckIcon, ChecksIcon, ClockIcon } from './icons.tsx';
import type { Progress } from './rows.ts';

export interface MessageProgressProps {
  readonly id: string;
  readonly progress: Progress;
  readonly isLast: boolean;
  readonly at: number;
}

/** How far an own message has got, in a word and a sign. Of those that have left, only the last one says it. */
export function MessageProgress({ id, progress, isLast, at }: MessageProgressProps) {
  const { chat, state, words, formats } = useSurroundings();
  if (progress === 'failed') {
    return (
      <p class="meta failed" role="alert">
        <AlertIcon /> <span>{words.notSent}</span>
        <button type="button" class="plain" onClick={() => chat.retry(id)}>
          {words.tryAgain}
        </button>
        <button type="button" class="plain" onClick={() => chat.discard(id)}>
          {words.discard}
        </button>
      </p>
    );
  }
  if (!isLast) return null;
  const online = state.line.state === 'online';
  return (
    <p class={`meta ${progress}`}>
      {progress === 'sending' || progress === 'waiting' ? (
        <ClockIcon />
      ) : (
        <>
          <time dateTime={formats.iso(at)} title={formats.exact(at)}>
            {formats.time(at)}
          </time>
          {progress === 'sent' ? <CheckIcon /> : <ChecksIcon />}
        </>
      )}
      <span>{progress === 'waiting' && online ? words.sending : words[progress]}</span>
    </p>
  );
}
