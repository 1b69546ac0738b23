import { useLine } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

/** When what a list shows was true, `at` in UTC milliseconds. While the line is down the banner over the window says why. */
export function StaleNote({ at }: { readonly at: number }) {
  const { app } = useWords();
  const line = useLine();
  return (
    <>
      {line.state === 'online' ? app.asOf : app.asItWas} <ExactTime at={at} />
    </>
  );
}
