import { X } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { Banner, type BannerTone } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { ExportState } from './csvExport.ts';

/** What is exported, in the words of its room. */
export interface ExportWords {
  readonly label: string;
  readonly running: (rows: number) => string;
  readonly share: (percent: string) => string;
  readonly left: (time: string) => string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly done: (rows: number, fileName: string) => string;
  readonly failed: string;
  readonly dismiss: string;
}

interface ExportStripProps {
  readonly state: ExportState;
  readonly texts: ExportWords;
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
}

/** How far the export is, or how it ended. */
export function ExportStrip({ state, texts, onCancel, onDismiss }: ExportStripProps) {
  const words = useWords();
  const { locale } = useUiEnvironment();
  if (state.state === 'idle') return null;
  if (state.state === 'running') {
    const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(state.share);
    return (
      <div
        role="group"
        aria-label={texts.label}
        className="flex min-h-10 shrink-0 flex-wrap items-center gap-3 border-b border-line px-5 py-1.5 text-meta"
      >
        <Progress label={texts.label} value={state.share * 100} valueText={texts.share(share)} className="w-40" />
        <span className="tabular-nums">{texts.running(state.rows)}</span>
        <span className="text-ink-muted tabular-nums">{texts.share(share)}</span>
        {state.leftMs !== null && (
          <span className="text-ink-muted tabular-nums">{texts.left(duration(state.leftMs + 999, locale))}</span>
        )}
        <Button className="ms-auto" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    );
  }
  const ends: Record<'done' | 'cancelled' | 'failed', BannerTone> = {
    done: 'success',
    cancelled: 'info',
    failed: 'danger',
  };
  return (
    <Banner
      tone={ends[state.state]}
      live
      className="shrink-0 border-b border-line px-5"
      action={<IconButton label={texts.dismiss} icon={X} onClick={onDismiss} />}
    >
      {state.state === 'done' && texts.done(state.rows, state.fileName)}
      {state.state === 'cancelled' && texts.cancelled}
      {state.state === 'failed' && `${texts.failed}. ${wordsForError(state.error, words).message}`}
    </Banner>
  );
}
