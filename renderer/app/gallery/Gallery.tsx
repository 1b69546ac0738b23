import { Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Charts } from './Charts.tsx';
import { Controls } from './Controls.tsx';
import { Lists } from './Lists.tsx';
import { Overlays } from './Overlays.tsx';
import { Signs } from './Signs.tsx';
import { States } from './States.tsx';
import { TokenSheet } from './TokenSheet.tsx';
import { galleryWords as words } from './words.ts';

const PAGES = {
  tokens: TokenSheet,
  controls: Controls,
  signs: Signs,
  overlays: Overlays,
  lists: Lists,
  states: States,
  charts: Charts,
};
type PageName = keyof typeof PAGES;

/** Every primitive in every state, for whoever builds a screen and for the pictures of the end-to-end suite. Not linked. */
export function Gallery() {
  const { shown, choose } = useTheme();
  const [page, setPage] = useState<PageName | 'all'>('all');
  const names = Object.keys(PAGES) as PageName[];
  return (
    <div className="flex h-full flex-col bg-canvas">
      <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-surface px-6">
        <h1 className="text-title font-semibold">{words.title}</h1>
        <span className="flex-1" />
        <Segmented
          label={words.page}
          value={page}
          onValueChange={setPage}
          segments={(['all', ...names] as const).map((value) => ({ value, label: words.pages[value] }))}
        />
        <Segmented
          label={words.theme}
          value={shown}
          onValueChange={choose}
          segments={[
            { value: 'light', label: words.light, icon: Sun },
            { value: 'dark', label: words.dark, icon: Moon },
          ]}
        />
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-280 flex-col gap-10 p-6">
          {names
            .filter((name) => page === 'all' || page === name)
            .map((name) => {
              const Page = PAGES[name];
              return (
                <section key={name} aria-label={words.pages[name]} className="flex flex-col gap-4">
                  <h2 className="text-heading font-semibold">{words.pages[name]}</h2>
                  <Page />
                </section>
              );
            })}
        </div>
      </main>
    </div>
  );
}
