import { X } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import type { ExportState } from '#renderer/audit/state/journalExport.ts';
import { Banner, type BannerTone } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';

interface ExportStripProps {
  readonly state: ExportState;
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
}

/** How far the export is, or how it ended. */
export function ExportStrip({ state, onCancel, onDismiss }: ExportStripProps) {
  const words = useWords();
  const texts = words.audit.export;
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
        <span className="tabular-nums">{texts.running(state.entries)}</span>
        <span className="text-ink-muted tabular-nums">{texts.share(share)}</span>
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
      {state.state === 'done' && texts.done(state.entries, state.fileName)}
      {state.state === 'cancelled' && texts.cancelled}
      {state.state === 'failed' && `${texts.failed}. ${wordsForError(state.error, words).message}`}
    </Banner>
  );
}
