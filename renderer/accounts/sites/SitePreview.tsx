import { useEffect, useRef, useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { ACCENT } from '#shared/accounts/siteRules.ts';
import { DEFAULT_ACCENT, settingsOf, type SiteDraft } from './siteDraft.ts';

type Shown = 'welcome' | 'conversation';

/** The widget's own view and launcher, told what stands in the form with every key. It is there to be looked at: nothing in it can be reached. */
export function SitePreview({ draft }: { readonly draft: SiteDraft }) {
  const words = useWords().accounts.sites;
  const [shown, setShown] = useState<Shown>('welcome');
  const frame = useRef<HTMLIFrameElement>(null);

  useEffect(() => {
    const { name, locale, theme } = settingsOf({
      ...draft,
      accent: ACCENT.test(draft.accent) ? draft.accent : DEFAULT_ACCENT,
    });
    const tell = () =>
      frame.current?.contentWindow?.postMessage(
        { optimaliqPreview: shown, key: 'preview', name, locale, theme },
        window.location.origin,
      );
    const answer = (event: MessageEvent<unknown>) => {
      const isOurs = event.source === frame.current?.contentWindow && event.origin === window.location.origin;
      if (isOurs && event.data === 'optimaliq:preview-ready') tell();
    };
    tell();
    window.addEventListener('message', answer);
    return () => window.removeEventListener('message', answer);
  }, [draft, shown]);

  return (
    <section aria-label={words.preview} className="flex flex-col gap-2">
      <div className="flex items-center justify-between">
        <h4 className="font-medium">{words.preview}</h4>
        <Segmented
          label={words.previewOf}
          value={shown}
          segments={(['welcome', 'conversation'] as const).map((value) => ({
            value,
            label: words.previewShows[value],
          }))}
          onValueChange={setShown}
        />
      </div>
      {/* Wider than a phone, or the launcher would take it for one; made smaller as a whole. */}
      <div className="h-108 overflow-hidden rounded-medium border border-line bg-sunken" inert>
        <iframe
          ref={frame}
          title={words.previewOf}
          src="preview/index.html"
          tabIndex={-1}
          className="h-180 w-[166.67%] origin-top-left scale-60 border-0"
        />
      </div>
    </section>
  );
}
