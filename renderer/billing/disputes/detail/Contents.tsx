import { FileText } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { fieldWords, sizeText } from '#renderer/billing/disputes/model/labels.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { Answer } from '#shared/billing/disputes/contract.ts';

/** Everything that an answer holds, word for word, by its field. */
export function Contents({ texts, files }: Pick<Answer, 'texts' | 'files'>) {
  const { billing } = useWords();
  const { upload } = billing.disputes;
  const { locale } = useUiEnvironment();
  return (
    <dl className="flex flex-col gap-3">
      {texts.map(({ field, text }) => (
        <div key={field}>
          <dt className="text-meta font-semibold text-ink-muted">{fieldWords(field, billing).label}</dt>
          <dd className="wrap-anywhere whitespace-pre-wrap select-text">{text}</dd>
        </div>
      ))}
      {files.map(({ field, name, type, bytes }) => (
        <div key={field}>
          <dt className="text-meta font-semibold text-ink-muted">{fieldWords(field, billing).label}</dt>
          <dd className="flex items-center gap-2">
            <FileText aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.5} />
            <span className="min-w-0 truncate select-text">{name}</span>
            <span className="shrink-0 text-meta text-ink-muted">
              {upload.fact(upload.types[type], sizeText(bytes, locale))}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
