import type { Browser, ElectronApplication, Page } from 'playwright';

const watched = new Set<() => readonly Page[]>();

/** Whatever pages this has when a test fails are described (onFailure.ts); without a test nothing comes of it. */
export function watchPages(app: Browser | ElectronApplication): void {
  watched.add(() => ('windows' in app ? app.windows() : app.contexts().flatMap((context) => context.pages())));
}

/** All pages that there are now. */
export const watchedPages = (): readonly Page[] => [...watched].flatMap((pagesOf) => pagesOf());
