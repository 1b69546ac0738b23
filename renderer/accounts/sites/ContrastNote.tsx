import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { accentContrast, CONTROL_CONTRAST } from './contrast.ts';

/** What a colour does for readers, in words. */
export function ContrastNote({ accent }: { readonly accent: string }) {
  const words = useWords().accounts.sites.contrast;
  const { locale } = useUiEnvironment();
  const { text, onLightPage, onDarkPage } = accentContrast(accent);
  const number = (ratio: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ratio);
  const weak =
    onLightPage < CONTROL_CONTRAST
      ? words.weakOnLight(number(onLightPage))
      : onDarkPage < CONTROL_CONTRAST
        ? words.weakOnDark(number(onDarkPage))
        : null;
  return (
    <div role="status" className="flex flex-col gap-1 text-meta">
      <p className="flex items-start gap-1.5 text-ink-muted">
        <CircleCheck aria-hidden className="mt-px size-3.5 shrink-0 text-success-text" />
        {words.text(text.color, number(text.ratio))}
      </p>
      {weak === null ? (
        <p className="flex items-start gap-1.5 text-ink-muted">
          <CircleCheck aria-hidden className="mt-px size-3.5 shrink-0 text-success-text" />
          {words.good(number(onLightPage), number(onDarkPage))}
        </p>
      ) : (
        <p className="flex items-start gap-1.5 text-warning-text">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {weak}
        </p>
      )}
    </div>
  );
}
