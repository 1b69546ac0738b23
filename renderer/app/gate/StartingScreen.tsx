import { Brand } from '#renderer/app/shell/Brand.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Spinner } from '#renderer/ui/Spinner.tsx';

/** Until it is known where this window stands. */
export function StartingScreen() {
  const words = useWords().app.server;
  return (
    <main className="flex h-full flex-col items-center justify-center gap-4 bg-canvas text-ink-faint">
      <Brand className="size-12" />
      <Spinner label={words.starting} />
    </main>
  );
}
